"""What the tests of things given out share: one piece of work, and the checks that find nothing to say."""

from datetime import timedelta

from danvan.cases import verify
from danvan.cases.actions import Part
from danvan.people.models import Unit
from danvan.reports.recount import differences
from tests.make import MONDAY

DAY = timedelta(days=1)


def task(unit: Unit, **given) -> Part:
    """Something that a unit is to do, or to find out, by the next day."""
    words = {"subject": "Nạo vét cống N3", "body": "Vét 300 m kênh, đo, chụp ảnh.", "until": MONDAY + DAY}
    return Part(unit=unit, **{**words, **given})


def lies() -> list:
    """What the register says that its journal or its figures do not."""
    return [*verify.contents(), *verify.states(), *verify.ties(), *differences()]
