"""From a burden that somebody reports to the new procedure, and who may not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from danvan.burdens import actions, policies, queries, verify
from danvan.burdens.actions import Reporter
from danvan.burdens.models import Proposal, Report, Telling
from danvan.burdens.tests.make import (
    CALLED,
    DAY,
    LAN,
    MONTH,
    decision,
    draft,
    make_procedure,
    make_proposal,
    make_report,
    make_submitted,
    next_version,
    row,
    with_costs,
)
from danvan.burdens.workflow import LIFE, Phase, Status
from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.roles import Role
from danvan.procedures import actions as catalogue
from danvan.procedures.tests.make import act
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db


def lies():
    return [*verify.reports(), *verify.proposals(), *journal.events()]


def test_a_burden_is_taken_down_without_a_name_and_opened_by_its_code(version):
    made = make_report(version)
    assert queries.report_by_code(made.shown_code.lower()) == made
    assert queries.report_by_code("7KDM") is None
    assert made.tell_by == "code"
    assert lies() == []


def test_the_same_form_sent_twice_is_one_report(version):
    number = uuid4()
    assert make_report(version, submission=number) == make_report(version, submission=number)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    "more, said",
    [
        ({"text": "  "}, "Xin kể vướng mắc"),
        ({"text": "a" * 5001}, "dài quá"),
        ({"sort": "angry"}, "loại nào"),
        ({"part": "colour"}, "phần nào"),
        ({"reporter": Reporter(tell_by="sms")}, "số điện thoại"),
        ({"reporter": Reporter(tell_by="email", phone="0912000417")}, "cách báo tin"),
    ],
)
def test_a_report_that_says_nothing_is_refused_with_the_reason(version, more, said):
    with pytest.raises(Refused, match=said):
        make_report(version, **more)
    assert not Report.objects.exists()


def test_at_a_counter_only_officers_report(version, dung):
    assert make_report(version, by=dung).channel == "counter"
    board = make_officer(make_unit(), Role.BOARD)
    with pytest.raises(Refused, match="Chỉ cán bộ tiếp nhận"):
        make_report(version, by=board)


def test_reports_on_one_thing_are_a_cluster_that_names_the_rule_over_versions(unit, hoa, version):
    for _n in range(3):
        make_report(version)
    make_report(version, about="BẢN SAO sổ hộ khẩu", sort="needless")
    make_report(version, part="whole", about="", sort="slow", text="Chờ lâu quá.")
    catalogue.draft_next(version, by=hoa, on=DAY)
    first, second = queries.clusters([unit.pk], DAY)
    assert (first.count, first.waiting, first.code) == (4, 4, "1.004222")
    assert first.label.startswith("Giấy tờ phải nộp: ")
    assert first.sorts == [("Cơ quan đã có mà vẫn hỏi lại", 3), ("Không cần thiết", 1)]
    assert second.label == "Cả thủ tục"


def test_clusters_take_the_same_few_statements_however_many_there_are(
    unit, hoa, version, django_assert_max_num_queries
):
    for n in range(12):
        make_report(version, about=f"Giấy thứ {n}")
    with django_assert_max_num_queries(3):
        assert len(queries.clusters([unit.pk], DAY)) == 12


def test_a_report_set_aside_stays_with_the_reason_and_counts_no_more(unit, minh, version, dung):
    made = make_report(version)
    with pytest.raises(Refused, match="Chỉ cán bộ của đơn vị"):
        actions.set_aside(made, text="Rác", by=dung, on=DAY)
    with pytest.raises(Refused, match="lý do"):
        actions.set_aside(made, text=" ", by=minh, on=DAY)
    actions.set_aside(made, text="Không nói về thủ tục này.", by=minh, on=DAY)
    assert queries.clusters([unit.pk], DAY) == []
    with pytest.raises(Refused, match="đã có người xử lý"):
        actions.set_aside(made, text="Lần nữa", by=minh, on=DAY)
    assert lies() == []


def test_a_proposal_takes_reports_up_and_leaves_those_of_another_procedure(unit, hoa, minh, version):
    mine, strange = make_report(version), make_report(make_procedure(unit, hoa))
    made = make_proposal(version, minh, [mine, strange])
    assert list(made.reports.all()) == [mine]
    later = make_report(version)
    actions.revise(made, draft(title="Bỏ hẳn bản sao"), reports=[later], by=minh, on=DAY)
    assert made.reports.count() == 2
    assert Proposal.objects.get().title == "Bỏ hẳn bản sao"
    assert lies() == []


@pytest.mark.parametrize("field", ["title", "problem", "change"])
def test_a_proposal_without_words_is_refused_at_its_field(version, minh, field):
    with pytest.raises(Refused) as why:
        actions.draft(version, draft(**{field: " "}), by=minh, on=DAY)
    assert why.value.field == field


def test_criteria_are_those_of_the_law_and_no_others(version, minh):
    made = actions.draft(version, draft(criteria=["simple", "made_up"]), by=minh, on=DAY)
    assert made.criteria == ["simple"]


def test_a_stranger_draws_nothing_up_for_another_unit(version, dung):
    with pytest.raises(Refused, match="đơn vị giữ thủ tục"):
        make_proposal(version, dung)


def test_no_proposal_for_what_is_abolished(version, hoa):
    catalogue.abolish(version, act=act(), by=hoa, on=DAY)
    version.refresh_from_db()
    with pytest.raises(Refused, match="đang thực hiện"):
        make_proposal(version, hoa)


def test_a_proposal_that_is_dropped_lets_its_reports_wait_again(version, minh):
    made = make_proposal(version, minh, [make_report(version)])
    actions.drop(made, text="Trùng phương án khác", by=minh, on=DAY)
    assert Report.objects.waiting().count() == 1
    assert lies() == []


def test_costs_are_entered_with_their_source_and_entered_anew_as_a_whole(version, minh):
    made = make_proposal(version, minh)
    assert queries.costs_of(made).saved is None, "nothing is reckoned by itself"
    with_costs(made, minh)
    costs = queries.costs_of(Proposal.objects.get())
    assert costs.before.total == 123_600_000
    assert costs.saved == 123_600_000 - (45_000 + 8_000) * 1_200
    assert costs.percent == 48.5
    with pytest.raises(Refused, match="lấy từ đâu"):
        actions.enter_cost(made, Phase.BEFORE, [row()], source=" ", by=minh, on=DAY)
    actions.enter_cost(made, Phase.BEFORE, [row(subjects=10)], source="Sổ hồ sơ 2025", by=minh, on=DAY)
    assert queries.costs_of(Proposal.objects.get()).before.total == 1_030_000
    assert lies() == []


def test_costs_are_fixed_once_the_proposal_was_submitted(version, minh, other):
    made = make_submitted(make_proposal(version, minh), [other], minh)
    with pytest.raises(Refused, match="không sửa được nữa"):
        with_costs(made, minh)


def test_a_unit_that_was_asked_answers_in_writing_and_others_only_from_paper(version, minh, other, dung):
    made = make_proposal(version, minh)
    with pytest.raises(Refused, match="ít nhất một đơn vị"):
        actions.ask(made, units=[], until=DAY + MONTH, by=minh, on=DAY)
    with pytest.raises(Refused, match="không thể đã qua"):
        actions.ask(made, units=[other], until=DAY - timedelta(1), by=minh, on=DAY)
    actions.ask(made, units=[other], until=DAY + MONTH, by=minh, on=DAY)
    opinion = made.opinions.get()
    with pytest.raises(Refused, match="số văn bản"):
        actions.opine(opinion, stance="agrees", by=minh, on=DAY)
    with pytest.raises(Refused, match="vì sao không nhất trí"):
        actions.opine(opinion, stance="opposes", by=dung, on=DAY)
    actions.opine(opinion, stance="amends", text="Giữ bản chính để đối chiếu.", by=dung, on=DAY)
    stranger = make_officer(make_unit(), Role.HANDLER)
    with pytest.raises(Refused, match="do đơn vị được hỏi"):
        actions.opine(opinion, stance="agrees", by=stranger, on=DAY)
    assert lies() == []


def test_it_is_submitted_when_all_answered_or_the_day_has_passed_and_says_what_was_taken(
    version, minh, other, dung
):
    made = make_proposal(version, minh)
    silent = make_unit(name="xã Im")
    actions.ask(made, units=[other, silent], until=DAY + MONTH, by=minh, on=DAY)
    opinion = made.opinions.get(unit=other)
    actions.opine(opinion, stance="opposes", text="Cần bản sao.", by=dung, on=DAY)
    with pytest.raises(Refused, match="Còn 1 đơn vị chưa góp ý"):
        actions.submit(made, text="Đã giải trình.", by=minh, on=DAY)
    later = DAY + MONTH + timedelta(1)
    with at(later):
        with pytest.raises(Refused, match="tiếp thu, giải trình"):
            actions.submit(made, text="", by=minh, on=later)
        done = actions.submit(made, text="Đã có dữ liệu dân cư.", by=minh, on=later)
    assert done.status == Status.SUBMITTED


def test_units_of_the_same_province_are_offered_to_be_asked_and_no_others(version, minh, other, district):
    make_unit(name="xã Tỉnh Khác")
    assert set(queries.units_to_ask(make_proposal(version, minh), DAY)) == {other, district}


def test_it_comes_back_to_be_mended_with_the_reason(version, hoa, minh, other):
    made = make_submitted(make_proposal(version, minh), [other], minh)
    with pytest.raises(Refused, match="lãnh đạo đơn vị"):
        actions.send_back(made, text="Thiếu số liệu", by=minh, on=DAY)
    back = actions.send_back(made, text="Thiếu số liệu", by=hoa, on=DAY)
    assert (back.status, back.reason) == (Status.OPINIONS, "Thiếu số liệu")
    actions.revise(back, draft(problem="Có số liệu."), by=minh, on=DAY)
    assert lies() == []


@pytest.mark.parametrize(
    "more, field",
    [
        ({"number": " "}, "number"),
        ({"signed_by": ""}, "signed_by"),
        ({"on": DAY + MONTH}, "on"),
        ({"outcome": "partly"}, "text"),
        ({"outcome": "rejected"}, "text"),
        ({"outcome": "draft"}, "outcome"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_at_its_field(version, hoa, other, more, field):
    made = make_submitted(make_proposal(version, hoa), [other], hoa)
    with pytest.raises(Refused) as why:
        actions.decide(made, decision(**more), by=hoa, on=DAY)
    assert why.value.field == field
    assert not Proposal.objects.public().exists()


def test_those_who_reported_are_told_of_the_decision_and_again_when_it_is_in_force(version, hoa, minh, other):
    reports = [
        make_report(version, reporter=LAN),
        make_report(version, reporter=CALLED),
        make_report(version),
    ]
    made = make_submitted(make_proposal(version, minh, reports), [other], minh)
    made = actions.decide(made, decision(), by=hoa, on=DAY)
    told = Telling.objects.order_by("pk")
    assert [(each.channel, each.moment) for each in told] == [("sms", "decided"), ("phone", "decided")]
    assert told[0].to == "••• 417", "the ledger keeps no whole number"
    with pytest.raises(Refused, match="Chưa có bản mới"):
        actions.enforce(made, version=version, by=hoa, on=DAY)
    fresh = next_version(version, hoa, DAY + MONTH)
    with pytest.raises(Refused, match="có hiệu lực từ"):
        actions.enforce(made, version=fresh, by=hoa, on=DAY)
    with at(DAY + MONTH):
        made = actions.enforce(made, version=fresh, by=hoa, on=DAY + MONTH)
    assert (made.status, made.in_force_on) == (Status.IN_FORCE, DAY + MONTH)
    assert Telling.objects.filter(moment="in_force").count() == 2
    assert lies() == []


def test_an_abolished_procedure_is_a_burden_no_more(version, hoa, minh, other):
    made = make_submitted(make_proposal(version, minh), [other], minh)
    made = actions.decide(made, decision(), by=hoa, on=DAY)
    catalogue.abolish(version, act=act(), by=hoa, on=DAY)
    assert actions.enforce(made, version=version, by=hoa, on=DAY).in_force_on == DAY


def test_a_rejected_proposal_is_told_too_and_ends(version, hoa, minh, other):
    made = make_submitted(make_proposal(version, minh, [make_report(version, reporter=LAN)]), [other], minh)
    made = actions.decide(made, decision("rejected", text="Luật còn yêu cầu."), by=hoa, on=DAY)
    assert Telling.objects.get().moment == "decided"
    assert policies.available(made, hoa, DAY) == []
    assert list(Proposal.objects.public()) == [made]


def test_somebody_quicker_is_named_and_nothing_is_written(version, hoa, minh):
    made = make_proposal(version, minh)
    actions.revise(made, draft(title="Một"), by=hoa, on=DAY, seen=made.revision)
    with pytest.raises(MovedMeanwhile, match="Trần Thị Hoa vừa làm bước “sửa phương án”"):
        actions.revise(made, draft(title="Hai"), by=minh, on=DAY, seen=made.revision)
    assert Proposal.objects.get().title == "Một"


def test_steps_are_offered_by_the_table_to_the_roles_that_may(version, hoa, minh, dung):
    made = make_proposal(version, minh)
    assert [each.verb for each in policies.available(made, minh, DAY)] == [
        "proposal_revise",
        "proposal_ask",
        "proposal_drop",
    ]
    assert policies.available(made, dung, DAY) == []
    reached = {LIFE.opening.target, *(each.target for each in LIFE.transitions)}
    assert reached == {state.code for state in LIFE.statuses} == set(Status)


def test_a_row_that_was_changed_behind_the_register_is_found(version, minh):
    made = make_proposal(version, minh, [make_report(version)])
    Report.objects.update(text="Khác")
    Proposal.objects.filter(pk=made.pk).update(days_saved=9)
    assert len(lies()) == 2


def test_every_write_leaves_an_event(version, minh):
    before = Event.objects.count()
    make_proposal(version, minh, [make_report(version)])
    assert Event.objects.count() == before + 3, "reported, drafted, taken up"
