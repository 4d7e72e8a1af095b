"""The second step of a log-in, for those who have set one up."""

from allauth.account.stages import LoginStage
from allauth.mfa.internal.constants import LoginStageKey
from allauth.mfa.models import Authenticator

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor(LoginStage):
    """Asks for the second factor; loads allauth's own stage (10 MiB with fido2) only for accounts that have one."""

    key = LoginStageKey.MFA_AUTHENTICATE.value
    urlname = "mfa_authenticate"

    def handle(self) -> tuple:
        """(None, True) when there is nothing to ask, else the page that asks."""
        if not Authenticator.objects.filter(user=self.login.user, type__in=FACTORS).exists():
            return None, True
        from allauth.mfa.stages import AuthenticateStage

        return AuthenticateStage(self.controller, self.request, self.login).handle()
