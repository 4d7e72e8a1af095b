"""An application is taken in: at the counter, from the post, online."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from danvan.cases import actions as cases
from danvan.cases.actions import files as storage
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.models.people import PartyRole
from danvan.cases.workflow import Channel as Came
from danvan.journal.actors import Outsider
from danvan.journal.once import once
from danvan.lib import dates
from danvan.lib.rows import insert
from danvan.lib.text import clean
from danvan.onestop import clock, policies
from danvan.onestop.models import Application, Behalf, Fee, Handed, Handing, Scan, Stage
from danvan.onestop.workflow import BY_WAY, CODE, SERIES
from danvan.papers.actions.keeping import next_number
from danvan.people.models import Account, Unit
from danvan.procedures.models import Document, Procedure, Version, Way
from danvan.procedures.workflow import Channel

CAME = {Channel.COUNTER: Came.COUNTER, Channel.POST: Came.POST, Channel.ONLINE: Came.PORTAL}


@dataclass(frozen=True)
class Paper:
    """A paper as it was handed in, by its place in the procedure's list."""

    place: int
    originals: int = 0
    copies: int = 0
    shown: bool = False


@dataclass(frozen=True)
class Scanned:
    """A paper of the procedure's list as a file: (name, content, type), and the receipt with which it came before.

    Without a file: the paper itself lies with the application of that receipt.
    """

    place: int
    file: tuple[str, bytes, str] | None = None
    earlier: str = ""


@dataclass(frozen=True)
class Filing:
    """What somebody asks for: by which procedure and way, who, with which papers, how the result is to come.

    `filer`: who brought it, where somebody else's matter is brought (`behalf`). `way`: its place, where the procedure
    has several ways of the channel. `until`: the hour of the appointment, where the term is told in words.
    `exempt`: on which ground no fee is due. `cosigners`: who stands in it with the applicant. `scans`: what came as
    files.
    """

    procedure: Procedure
    channel: Channel
    applicant: cases.Person
    papers: Sequence[Paper] = ()
    sets: int = 1
    filer: cases.Person | None = None
    behalf: str = Behalf.SELF
    mandate: str = ""
    result_by: str = Handing.PERSON
    way: int = 0
    until: datetime | None = None
    exempt: str = ""
    note: str = ""
    cosigners: Sequence[cases.Person] = ()
    scans: Sequence[Scanned] = ()


def receive(
    filing: Filing,
    *,
    unit: Unit,
    by: Account | Outsider,
    on: date,
    files: Sequence[tuple[str, bytes, str]] = (),
    submission: UUID | None = None,
) -> Application:
    """Take an application in (tiếp nhận hồ sơ): receipt number, appointment, steps and fee are laid down with it.

    The same submission twice gives the one that the first made. Raises StepRefused where the procedure is not carried
    out that day or not filed in this way, for papers that are not of its list, for somebody who does not work at the
    desk, and where a term in words comes without an appointment.
    """
    rows = Application.objects.all()
    return once(
        rows,
        submission,
        lambda: _receive(filing, unit, by, on, files, submission),
        kept="case__submission",
    )


def _receive(
    filing: Filing,
    unit: Unit,
    by: Account | Outsider,
    on: date,
    files: Sequence[tuple[str, bytes, str]],
    submission: UUID | None,
) -> Application:
    policies.check_can_take_in(by, unit, filing.channel, on=on)
    version = policies.check_usable(filing.procedure, on)
    way, handed = _way(version, filing), _handed(version, filing)
    listed = _scanned(version, filing)
    _check_behalf(filing)
    now = clock.moment()
    counted = _counted(way, filing, clock.Office(unit, on), now)
    application = _unsaved(filing, version, way, unit, counted, now, on)
    application.online_at = now if filing.channel == Channel.ONLINE else None
    hung: list[Sequence[Model]] = [_stages(version, unit, now, by), handed, _fee(way, filing)]
    came = CAME[filing.channel]
    cases.open_case(
        kind=CODE,
        unit=unit,
        channel=came,
        subject=version.name[:200],
        body=clean(filing.note),
        topic=filing.procedure.code,
        by=by,
        on=on,
        persons=_persons(filing),
        people=1 + len(filing.cosigners),
        files=files,
        submission=submission,
        own=lambda case: [*_store(case, application, hung), *_attach(application, listed)],
        promise=counted.promise,
        posted=BY_WAY[came],
    )
    return application


def _unsaved(
    filing: Filing,
    version: Version,
    way: Way,
    unit: Unit,
    counted: clock.Counted,
    now: datetime,
    on: date,
) -> Application:
    """The row beside the case, with the next number of the unit's receipts."""
    return Application(
        version=version,
        way=way,
        unit=unit,
        year=on.year,
        number=next_number(unit, SERIES, on),
        sets=filing.sets,
        behalf=filing.behalf,
        mandate=clean(filing.mandate)[:250],
        result_by=filing.result_by,
        filed_at=now,
        due_at=counted.due_at,
        counted=counted.stretches,
        appointment_at=counted.due_at,
    )


def _store(case: Case, application: Application, hung: Sequence[Sequence[Any]]) -> list[Model]:
    """The application and all that hangs on it, stored with its case."""
    application.case = case
    rows: list[Model] = [*insert(application)]
    for some in hung:
        for row in some:
            row.application = application
        rows += insert(*some)
    return rows


def _attach(application: Application, listed: Sequence[tuple[Document, Scanned]]) -> list[Model]:
    """Papers that came as files, each with the file that was kept of it."""
    given = [scan.file for _paper, scan in listed if scan.file]
    kept = storage.attach(application.case, given, from_citizen=True) if given else []
    left = iter(kept)
    scans = [
        Scan(
            application=application,
            document=paper,
            attachment=next(left) if scan.file else None,
            earlier=scan.earlier,
        )
        for paper, scan in listed
    ]
    return [*kept, *insert(*scans)]


def _way(version: Version, filing: Filing) -> Way:
    rows = [row for row in version.ways.all() if row.channel == filing.channel]
    found = next((row for row in rows if filing.way in (0, row.place)), None)
    if found is None:
        raise policies.no_such_way(filing.channel)
    return found


def _handed(version: Version, filing: Filing) -> list[Handed]:
    """The papers as rows; each of the procedure's list, once, and of each something that is there."""
    if filing.sets < 1:
        raise StepRefused(_("Số bộ hồ sơ phải từ 1 trở lên."), field="sets")
    listed: dict[int, Document] = {row.place: row for row in version.documents.all()}
    places = [paper.place for paper in filing.papers]
    if strange := set(places) - listed.keys():
        raise StepRefused(
            _("Giấy tờ số %(n)s không có trong thành phần hồ sơ của thủ tục.") % {"n": min(strange)},
            field="papers",
        )
    if len(places) != len(set(places)):
        raise StepRefused(_("Một giấy tờ được ghi hai lần."), field="papers")
    return [
        Handed(
            document=listed[paper.place], originals=paper.originals, copies=paper.copies, shown=paper.shown
        )
        for paper in filing.papers
        if paper.originals or paper.copies or paper.shown
    ]


def _scanned(version: Version, filing: Filing) -> list[tuple[Document, Scanned]]:
    """What came as files, each with the paper of the procedure's list that it is."""
    listed: dict[int, Document] = {row.place: row for row in version.documents.all()}
    if any(scan.place not in listed for scan in filing.scans):
        raise StepRefused(
            _("Có tệp không thuộc giấy tờ nào trong thành phần hồ sơ của thủ tục."), field="papers"
        )
    return [(listed[scan.place], scan) for scan in filing.scans]


def _check_behalf(filing: Filing) -> None:
    if filing.behalf != Behalf.SELF and filing.filer is None:
        raise StepRefused(_("Nộp thay thì phải ghi người nộp."), field="filer")
    if filing.behalf in (Behalf.AUTHORISED, Behalf.ORGANISATION) and not clean(filing.mandate):
        raise StepRefused(_("Cần ghi giấy ủy quyền hoặc giấy giới thiệu."), field="mandate")


def _counted(way: Way, filing: Filing, office: clock.Office, now: datetime) -> clock.Counted:
    """The end of the whole term; of one told in words, the hour that the officer names."""
    if found := clock.whole(way.term, start=now, office=office):
        return found
    if filing.until is None or filing.until <= now:
        raise StepRefused(
            _("Thời hạn của thủ tục này ghi bằng lời (%(term)s): cần ghi giờ hẹn trả kết quả.")
            % {"term": way.term},
            field="until",
        )
    policies.check_open(office, filing.until)
    return clock.Counted(filing.until.replace(second=0, microsecond=0))


def _stages(version: Version, unit: Unit, now: datetime, by: Account | Outsider) -> list[Stage]:
    """The steps of the version as rows; those that come after none are handed over at once."""
    found = []
    for row in version.steps.select_related("unit"):
        stage = Stage(
            place=row.place,
            name=row.name,
            agency=row.agency,
            unit=row.unit,
            share_amount=row.share_amount,
            share_unit=row.share_unit,
            after=row.after,
        )
        if not row.after:
            stage.begun_at, stage.gave = now, None if isinstance(by, Outsider) else by
            office = clock.Office(row.unit or unit, dates.day_of(now))
            stage.planned_at = clock.share(row.share, start=now, office=office)
        found.append(stage)
    return found


def _fee(way: Way, filing: Filing) -> list[Fee]:
    """The fee that the way of filing asks for; none where it is free, or told in words for somebody to work out."""
    return [Fee(amount=way.fee, ground=clean(filing.exempt)[:250])] if way.fee else []


def _persons(filing: Filing) -> list[cases.Person]:
    """Whose matter it is, who stands in it with her, and who brought it."""
    told = [filing.applicant, *filing.cosigners]
    if filing.filer:
        helps = filing.behalf == Behalf.HELPER
        role = PartyRole.HELPER if helps else PartyRole.REPRESENTATIVE
        told.append(cases.Person(**{**vars(filing.filer), "role": role}))
    return told
