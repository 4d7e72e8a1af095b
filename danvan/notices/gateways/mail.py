"""Messages go to the mail server of DANVAN_MAIL; without one Django lays them down as files in DANVAN_VAR/mail."""

from email.utils import make_msgid
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from danvan.notices.gateways import NotTaken
from danvan.notices.models import Reason


class Mail:
    """The first line of the text is the subject."""

    @property
    def leaves(self) -> bool:
        """Only with a mail server."""
        return bool(settings.DANVAN_MAIL)

    def send(self, address: str, text: str) -> str:
        """The Message-ID. A connection that breaks after it stood is no NotTaken: the letter may be on its way."""
        subject, _, body = text.partition("\n")
        reference = make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2])
        connection = get_connection()
        try:
            connection.open()
        except (OSError, SMTPException) as why:
            raise NotTaken(Reason.UNREACHABLE) from why
        try:
            headers = {"Message-ID": reference, "Auto-Submitted": "auto-generated"}
            EmailMessage(
                subject, body.strip(), None, [address], headers=headers, connection=connection
            ).send()
        except SMTPRecipientsRefused as why:
            raise NotTaken(Reason.REFUSED, final=_for_good(why)) from why
        except SMTPResponseException as why:
            raise NotTaken(Reason.ERROR) from why
        finally:
            connection.close()
        return reference


def _for_good(why: SMTPRecipientsRefused) -> bool:
    """Whether the server will never take this address: 5xx, where 4xx asks to come again (RFC 5321, 4.2.1)."""
    return all(code >= 500 for code, _said in why.recipients.values())
