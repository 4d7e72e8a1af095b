"""Reads of the review: clusters of reports, proposals, opinions, what comes after, what people are to be told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from danvan import law
from danvan.burdens import cost
from danvan.burdens.models import Opinion, Proposal, Report, Sheet, Telling
from danvan.burdens.models.proposal import ProposalQuerySet
from danvan.burdens.models.report import ReportQuerySet
from danvan.burdens.workflow import PARTS, SORTS, Part, Phase, Sort, Status
from danvan.lib import codes
from danvan.notices.models import ATTENTION, State
from danvan.people import queries as people
from danvan.people.models import Unit
from danvan.procedures import queries as catalogue
from danvan.procedures.models import Procedure, Version
from danvan.procedures.workflow import PUBLIC

CRITERIA = "feedback.criteria"
MOST_FOUND = 20


@dataclass
class Cluster:
    """Reports on one thing of one procedure: how many, how many wait, of which sorts; it names the rule."""

    procedure: int
    part: Part
    about: str
    folded: str
    count: int
    waiting: int
    last_on: date
    name: str = ""
    code: str = ""
    sorts: Sequence[tuple[str, int]] = ()

    @property
    def label(self) -> str:
        """'Giấy tờ phải nộp: Tờ khai'."""
        return f"{PARTS[self.part]}: {self.about}" if self.about else str(PARTS[self.part])

    @property
    def query(self) -> str:
        """By which the address of its reports names it."""
        return urlencode({"part": self.part.value, "about": self.folded})


KEY = ("procedure", "part", "about_folded")


def clusters(units: Collection[int], on: date) -> list[Cluster]:
    """What is burdensome in the procedures of these units, and what they reported; the most first, three statements."""
    rows = Report.objects.standing().known_to(units)
    waits = Count("pk", filter=Q(proposal__isnull=True))
    grouped = rows.values(*KEY).annotate(
        n=Count("pk"), waits=waits, last=Max("received_on"), said=Max("about")
    )
    sorts: dict[tuple[int, str, str], list[tuple[str, int]]] = {}
    for row in rows.values(*KEY, "sort").annotate(n=Count("pk")).order_by("-n", "sort"):
        found = sorts.setdefault((row["procedure"], row["part"], row["about_folded"]), [])
        found.append((str(SORTS[Sort(row["sort"])]), row["n"]))
    made = [
        Cluster(
            row["procedure"],
            Part(row["part"]),
            row["said"],
            row["about_folded"],
            row["n"],
            row["waits"],
            row["last"],
            sorts=sorts[row["procedure"], row["part"], row["about_folded"]],
        )
        for row in grouped.order_by("-waits", "-n", "procedure", "part", "about_folded")
    ]
    names = names_of({each.procedure for each in made}, on)
    for each in made:
        each.name, each.code = names[each.procedure]
    return made


def names_of(procedures: Collection[int], on: date) -> dict[int, tuple[str, str]]:
    """(name, code) of each procedure, as it is called in its newest version that anybody may read; one statement."""
    rows = Version.objects.filter(procedure__in=procedures, status__in=PUBLIC).select_related("procedure")
    return {row.procedure_id: (row.name, row.procedure.code) for row in rows.order_by("number")}


def reports_on(
    procedure: Procedure | int,
    part: str = "",
    about: str | None = None,
    *,
    units: Collection[int] | None = None,
) -> ReportQuerySet:
    """The reports on a procedure, or on one thing of it, the newest first; of them those known to `units`."""
    rows = Report.objects.all() if units is None else Report.objects.known_to(units)
    rows = rows.filter(procedure=procedure).select_related("proposal", "by", "version")
    if part:
        rows = rows.filter(part=part)
    if about is not None:
        rows = rows.filter(about_folded=about)
    return rows.order_by("-received_on", "-pk")


def report_by_code(typed: str) -> Report | None:
    """The report of a code, however it was typed; one statement."""
    code = codes.normalise(typed)
    rows = Report.objects.select_related("proposal__procedure", "proposal__new_version", "procedure")
    return rows.filter(code=code).first() if code else None


def answered(unit: Unit, before: date) -> ReportQuerySet:
    """Reports on procedures of a unit answered before a day, nobody still to be told; `on`: when, the oldest first.

    Set aside, or by the decision on a proposal: from that day runs how long they are kept.
    """
    told = Coalesce("set_aside_on", "proposal__decided_on")
    rows = Report.objects.filter(procedure__unit=unit, destroyed_on__isnull=True).annotate(on=told)
    open_ = Telling.objects.filter(
        report=OuterRef("pk"), state__in=(State.WAITING, State.SENDING, *ATTENTION)
    )
    return rows.filter(~Exists(open_), on__lt=before).order_by("on", "pk")


def parts_of(version: Version) -> list[tuple[str, str, str]]:
    """(part, name, key) of all that a report may be about: each paper, step, way of the version; three statements."""
    found = [(Part.DOCUMENT.value, each.name, f"document-{each.place}") for each in version.documents.all()]
    found += [(Part.STEP.value, each.name, f"step-{each.place}") for each in version.steps.all()]
    found += [(Part.WAY.value, each.label, f"way-{each.place}") for each in version.ways.all()]
    return found


def usable_version(code: str, on: date) -> Version | None:
    """The version of a code that people know now: in force, suspended or not; what is abolished burdens nobody."""
    rows = Version.objects.on(on).filter(procedure__code=code.strip().upper()).exclude(procedure__code="")
    return rows.select_related("procedure__unit").first()


def current(procedure: Procedure, on: date) -> Version | None:
    """The version in force now, for which a proposal is drawn up."""
    return catalogue.in_force(procedure, on)


def procedures_called(typed: str, on: date) -> list[Version]:
    """Procedures in force that a code or words name, the nearest first."""
    rows = Version.objects.on(on).exclude(procedure__code="").select_related("procedure")
    return list(catalogue.found(rows, q=typed)[0][:MOST_FOUND])


def step_names(proposal: Proposal) -> list[str]:
    """The steps of the procedure, as lines of a cost to begin with."""
    return [step.name for step in proposal.version.steps.all()]


def proposals(units: Collection[int], officer_units: Collection[int]) -> ProposalQuerySet:
    """Proposals on procedures of these units, and those on which a unit of the officer was asked; newest first."""
    asked = Opinion.objects.filter(unit__in=officer_units).values("proposal")
    rows = Proposal.objects.filter(Q(procedure__unit__in=units) | Q(pk__in=asked))
    return rows.select_related("procedure", "version", "made_by").order_by("-pk")


def of_procedure(procedure: Procedure | int) -> QuerySet[Proposal]:
    """Proposals on a procedure that may still be written to: for more reports."""
    open_ = (Status.DRAFT.value, Status.OPINIONS.value)
    return Proposal.objects.filter(procedure=procedure, status__in=open_).order_by("-pk")


def public() -> ProposalQuerySet:
    """What anybody may read, the last decided first, with what is counted beside it."""
    rows = Proposal.objects.public().select_related("procedure", "version", "new_version")
    counted = rows.annotate(heard=Count("reports", distinct=True))
    return counted.prefetch_related(Prefetch("sheets", Sheet.objects.prefetch_related("lines"))).order_by(
        "-decided_on", "-pk"
    )


def opinions_of(proposal: Proposal, on: date) -> list[Opinion]:
    """Who was asked and what they think, by name of the unit."""
    rows = proposal.opinions.select_related("unit", "by").prefetch_related("unit__names")
    return sorted(rows, key=lambda each: (each.unit.name_on(on), each.pk))


def units_to_ask(proposal: Proposal, on: date) -> list[Unit]:
    """Units of today in the keeper's own province (below whatever stands highest above it), not asked yet, by name."""
    keeper = proposal.procedure.unit
    highest = people.path_of(keeper, on)[0]
    rows = (
        Unit.objects.on(on).filter(pk__in=people.units_under(highest, on).values("pk")).exclude(pk=keeper.pk)
    )
    return list(rows.exclude(pk__in=proposal.opinions.values("unit")).named(on))


@dataclass(frozen=True)
class Costs:
    """What it costs before and after, in đồng a year; None where nobody entered it."""

    before: Sheet | None
    after: Sheet | None

    @property
    def saved(self) -> int | None:
        """Đồng a year."""
        return self.before.total - self.after.total if self.before and self.after else None

    @property
    def percent(self) -> float | None:
        """Per cent of what it cost before."""
        if not self.before or not self.after:
            return None
        share = cost.saved(self.before.total, self.after.total)
        return None if share is None else float(share)

    @property
    def both(self) -> list[Sheet]:
        """Those that were entered, in order."""
        return [each for each in (self.before, self.after) if each]


def costs_of(proposal: Proposal) -> Costs:
    """Both sheets with their lines; two statements, none where they were fetched before."""
    found = {each.phase: each for each in proposal.sheets.all()}
    return Costs(found.get(Phase.BEFORE.value), found.get(Phase.AFTER.value))


@dataclass(frozen=True)
class Successor:
    """By what a proposal may be in force: a later version, or the end of the procedure; from which day."""

    version: Version
    from_on: date
    ends: bool


def successors(proposal: Proposal) -> list[Successor]:
    """The versions published after the one of the proposal; the one with which the procedure was abolished too."""
    rows = Version.objects.filter(
        procedure=proposal.procedure_id, status__in=PUBLIC, number__gte=proposal.version.number
    )
    made = []
    for row in rows.order_by("number"):
        if row.number > proposal.version.number and row.from_on:
            made.append(Successor(row, row.from_on, False))
        elif row.status == "abolished" and row.until_on:
            made.append(Successor(row, row.until_on, True))
    return made


def criteria(on: date) -> tuple[law.Ground, ...]:
    """By what the law has a rule judged (danvan.law, rule feedback.criteria)."""
    return law.grounds(CRITERIA, on)


def to_tell(units: Collection[int]) -> QuerySet[Telling]:
    """What somebody of these units has to see to, the oldest first."""
    rows = Telling.objects.filter(report__procedure__unit__in=units, state__in=ATTENTION)
    return rows.select_related("report", "proposal").order_by("made_at", "pk")


def tellings_in(units: Collection[int]) -> QuerySet[Telling]:
    """Everything that was told or is to be told to people of these units."""
    return Telling.objects.filter(report__procedure__unit__in=units)


def tellings_of(proposal: Proposal) -> list[Telling]:
    """Everything that was told about a proposal, the newest first."""
    return list(proposal.tellings.select_related("report", "by").order_by("-made_at", "-pk"))
