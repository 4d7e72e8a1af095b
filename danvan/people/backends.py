"""Who asks: the officer of a session, read at each request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from danvan.lib.sentences import Given, Kept, Question
from danvan.people.models import Account

_BY_NUMBER = Kept[Question[Account]]()


class Officers(ModelBackend):
    """Django's log-in by name and password; the sentence that asks for an officer is put together once."""

    def get_user(self, user_id: Any) -> Account | None:
        """The officer of a session, None when she is gone or may not work any more."""
        question = _BY_NUMBER.under("number", lambda: Question(Account.objects.filter(pk=Given("number"))))
        found = next(iter(question.ask(number=user_id)), None)
        return found if found is not None and self.user_can_authenticate(found) else None
