"""Who asks: the officer of a session, read at each request."""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend

from danvan.lib.sentences import Given, Question
from danvan.people.models import Account


@cache
def _by_number() -> Question[Account]:
    return Question(Account.objects.filter(pk=Given("number")))


class Officers(ModelBackend):
    """Django's log-in by name and password; the sentence that asks for an officer is put together once."""

    def get_user(self, user_id: Any) -> Account | None:
        """The officer of a session, None when she is gone or may not work any more."""
        found = next(iter(_by_number().ask(number=user_id)), None)
        return found if found is not None and self.user_can_authenticate(found) else None
