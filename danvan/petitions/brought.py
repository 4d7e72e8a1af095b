"""By which steps a letter came to where its old register says that it stands: the shortest way through the workflow."""

from danvan.petitions import statuses

_TAKEN_UP = ("screen", "accept")
_ANSWERED = (*_TAKEN_UP, "answer")
WAYS: dict[str, tuple[str, ...]] = {
    statuses.RECEIVED: (),
    statuses.SCREENED: ("screen",),
    statuses.ACCEPTED: _TAKEN_UP,
    statuses.WORKING: (*_TAKEN_UP, "assign"),
    statuses.ANSWERED: _ANSWERED,
    statuses.CLOSED: (*_ANSWERED, "close"),
    statuses.REOPENED: (*_ANSWERED, "reopen"),
    statuses.TRANSFERRED: ("transfer",),
    statuses.INELIGIBLE: ("refuse",),
    statuses.FILED: ("file",),
    statuses.GUIDED: ("guide",),
    statuses.RETURNED: ("return",),
    statuses.WITHDRAWN: ("withdraw",),
}
"""Status → verbs from the receipt on. A merged letter is missing: nobody knows into which one."""
REPORTED = ("transfer", "report_back")
"""The same for a letter that was passed on, and about which the other authority has reported."""
FIRST_LOOK = frozenset({"screen", "accept", "assign"})
"""Steps of which old registers keep no day: they are counted on the day of receipt."""
