"""A request that is known to come from an officer: the view stands behind login_required."""

from django.http import HttpRequest

from danvan.people.models import Account


class OfficerRequest(HttpRequest):
    """A request whose user is an account."""

    user: Account
