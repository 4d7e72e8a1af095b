"""A paper that is issued about a turn or a refusal meets the notice that is owed; cancelled, it no longer does."""

from datetime import date
from typing import Any

from danvan.journal import prints
from danvan.papers.models import Paper
from danvan.people.models import Account
from danvan.reception.models import Notice, NoticeState, Purpose, Refusal, Turn, Way

MEETS = {"conclusion": Purpose.CONCLUSION, "reception_refusal": Purpose.REFUSAL}
"""Kind of paper → the purpose of the notice that it is, with the field that says what was told."""
SAID = {"conclusion": "concluded", "reception_refusal": "reason"}


def with_paper(
    row: Turn | Refusal, verb: str, data: dict[str, Any], *, by: Account, on: date
) -> dict[str, Any]:
    """What the event of a paper keeps, with the notice that it meets or leaves owed again; `row` is locked."""
    told = data.get("paper", {})
    if told.get("kind") not in MEETS or verb not in ("paper_issued", "paper_cancelled"):
        return data
    paper = Paper.objects.get(pk=told["id"])
    notices = row.notices.filter(purpose=MEETS[paper.kind]).exclude(state=NoticeState.CANCELLED)
    notice = notices.order_by("pk").first()
    if notice is None or not _moved(notice, paper, verb, by, on):
        return data
    notice.save()
    return {**data, "notice": notice.pk, "rows": prints.of([notice], row.salt)}


def _moved(notice: Notice, paper: Paper, verb: str, by: Account, on: date) -> bool:
    """Set the notice as the paper leaves it; whether it changed."""
    if verb == "paper_issued" and notice.is_owed:
        notice.state, notice.way, notice.number = NoticeState.ISSUED, Way.PAPER, paper.symbol
        notice.text, notice.issued_on, notice.issued_by = paper.fields[SAID[paper.kind]], on, by
        return True
    if verb == "paper_cancelled" and notice.number and notice.number == paper.symbol:
        # A term that was counted once stands; a rule that nobody confirmed is asked for anew.
        sure = bool(notice.due_on) or not notice.rule
        notice.state = NoticeState.OWED if sure else NoticeState.UNCONFIRMED
        notice.number = notice.text = notice.way = ""
        notice.issued_on = notice.issued_by = None
        return True
    return False
