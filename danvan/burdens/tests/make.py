"""Burdens and proposals of the tests: Hoa leads the commune, Minh handles there, Lan is the citizen."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from danvan.burdens import actions
from danvan.burdens.actions import Decision, Draft, Reporter, Row, Told
from danvan.burdens.models import Proposal, Report
from danvan.burdens.workflow import Phase
from danvan.people.models import Account, Unit
from danvan.procedures import actions as catalogue
from danvan.procedures.actions import Act
from danvan.procedures.content import of_version
from danvan.procedures.models import Version
from danvan.procedures.tests.make import DAY, act, content, make_published, paper

LAN = Reporter("Nguyễn Thị Lan", "0912000417", "sms")
CALLED = Reporter("Trần Văn Bình", "0912000418", "phone")
MONTH = timedelta(days=30)


def make_procedure(unit: Unit, by: Account, code: str | None = None) -> Version:
    """A procedure in force since DAY, with two papers to bring."""
    papers = [paper("Tờ khai đăng ký"), paper("Bản sao Sổ hộ khẩu", originals=0, copies=1)]
    return make_published(unit, by, content(documents=papers), code)


def burdens_of(unit: Unit, leader: Account, on: date) -> dict[str, Any]:
    """What the access matrix walks through: reports, one told of a decision, proposals in draft, asked on, decided."""
    drafted = catalogue.draft(unit=unit, told=content("Trích lục hộ tịch"), code="2.000635", by=leader, on=on)
    version = catalogue.publish(drafted, act=Act("9/QĐ-UBND", on, on), by=leader, on=on)
    lone, called = make_report(version, on=on), make_report(version, on=on, reporter=CALLED)
    asked = make_proposal(version, leader, on=on)
    actions.ask(asked, units=[unit], until=on + MONTH, by=leader, on=on)
    decided = make_submitted(make_proposal(version, leader, [called], on), [unit], leader, on)
    actions.decide(decided, decision(on=on), by=leader, on=on)
    return {
        "burden_code": lone.code,
        "burdened": version.procedure.pk,
        "burdened_code": version.procedure.code,
        "burden": lone.pk,
        "proposal": make_proposal(version, leader, on=on).pk,
        "opinion": asked.opinions.get().pk,
        "simplified": decided.pk,
        "burden_telling": decided.tellings.get().pk,
        "before": "before",
        "burden_told": "told",
        "proposal_verb": "drop",
    }


def make_report(version: Version, *, on: date = DAY, **more: Any) -> Report:
    """What Lan says of the copy of her household book."""
    said = {
        "part": "document",
        "about": "Bản sao Sổ hộ khẩu",
        "sort": "known",
        "text": "Xã đã có sổ hộ khẩu mà vẫn bắt nộp bản sao.",
    }
    told = Told(**{**said, **{key: more.pop(key) for key in said.keys() & more.keys()}})
    return actions.report(version, told, on=on, **more)


def draft(**more: Any) -> Draft:
    """What a proposal says."""
    said = {
        "title": "Bỏ bản sao Sổ hộ khẩu",
        "problem": "Cơ quan tra được trong cơ sở dữ liệu dân cư mà vẫn yêu cầu nộp.",
        "change": "Không yêu cầu nộp bản sao Sổ hộ khẩu.",
        "criteria": ["needed"],
        "documents_saved": 1,
        "trips_saved": 1,
    }
    return Draft(**{**said, **more})


def make_proposal(version: Version, by: Account, reports: Iterable[Report] = (), on: date = DAY) -> Proposal:
    """A proposal in draft."""
    return actions.draft(version, draft(), reports=reports, by=by, on=on)


def row(**more: Any) -> Row:
    """A step as it costs: 2,5 hours of 30.000 đồng, 8.000 đồng of fees, 20.000 other, once a year, 1.200 people."""
    said = {
        "name": "Chuẩn bị hồ sơ",
        "hundredths": 250,
        "income": 30_000,
        "fees": 8_000,
        "other": 20_000,
        "times": 1,
        "subjects": 1_200,
    }
    return Row(**{**said, **more})


def with_costs(proposal: Proposal, by: Account, on: date = DAY) -> None:
    """Costs before and after: an hour and the copies fall away."""
    source = "Phiếu điều tra 30 hộ, tháng 2/2026"
    actions.enter_cost(proposal, Phase.BEFORE, [row()], source=source, by=by, on=on)
    after = row(hundredths=150, other=0)
    actions.enter_cost(proposal, Phase.AFTER, [after], source=source, by=by, on=on)


def make_submitted(proposal: Proposal, units: list[Unit], by: Account, on: date = DAY) -> Proposal:
    """Units were asked, each simply agreed on paper, and it was submitted."""
    actions.ask(proposal, units=units, until=on + MONTH, by=by, on=on)
    for opinion in proposal.opinions.all():
        actions.opine(opinion, stance="agrees", paper="05/CV", by=by, on=on)
    return actions.submit(proposal, text="", by=by, on=on)


def decision(outcome: str = "accepted", on: date = DAY, **more: Any) -> Decision:
    """The act."""
    told = {"number": "45/QĐ-UBND", "signed_by": "Chủ tịch UBND tỉnh", "text": "", **more}
    return Decision(outcome=outcome, on=on, **told)


def next_version(version: Version, by: Account, from_on: date, on: date = DAY) -> Version:
    """The procedure without the copy, published from a day on."""
    drafted = catalogue.draft_next(version, by=by, on=on)
    told = of_version(drafted)
    told.documents = list(told.documents)[:1]
    drafted = catalogue.revise(drafted, told=told, code=version.procedure.code, by=by, on=on)
    return catalogue.publish(drafted, act=act(from_on, "46/QĐ-UBND"), by=by, on=on)
