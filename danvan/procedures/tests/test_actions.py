"""The life of a version: drafted, refused with the reasons, published, followed by another, suspended, abolished."""

from datetime import date, timedelta

import pytest

from danvan.journal import verify as journal
from danvan.journal.models import Event
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.roles import Role
from danvan.procedures import actions, policies, queries, verify
from danvan.procedures.content import of_version
from danvan.procedures.models import Document, Version
from danvan.procedures.tests.make import (
    DAY,
    act,
    content,
    hoa_of,
    make_draft,
    make_published,
    new_code,
    paper,
    step,
    way,
)
from danvan.procedures.workflow import LIFE, Standing
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)


@pytest.fixture(autouse=True)
def today():
    with at(DAY):
        yield


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def hoa(unit):
    return hoa_of(unit)[1]


def lies():
    return [*verify.catalogue(), *journal.events()]


def test_a_draft_says_what_was_typed_and_nobody_can_use_it(unit, hoa):
    row = make_draft(unit, hoa, code="2.000720")
    assert row.procedure.code == "2.000720", "a code is text and keeps its zero"
    assert of_version(Version.objects.get(pk=row.pk)).hash == content().cleaned().hash
    assert queries.usable(row.procedure, DAY) is None
    assert not Version.objects.listed(DAY).exists()
    assert lies() == []


def test_a_published_version_is_in_force_from_its_day_on(unit, hoa):
    row = actions.publish(make_draft(unit, hoa), act=act(LATER), by=hoa, on=DAY)
    assert row.standing(DAY) == Standing.COMING
    assert queries.usable(row.procedure, LATER - timedelta(days=1)) is None
    assert queries.usable(row.procedure, LATER) == row
    assert lies() == []


def test_a_published_version_is_never_written_to(unit, hoa):
    row = make_published(unit, hoa)
    with pytest.raises(Refused, match="không còn ở tình trạng"):
        actions.revise(row, told=content("Khác"), code=row.procedure.code, by=hoa, on=DAY)
    with pytest.raises(Refused, match="không còn ở tình trạng"):
        actions.drop(row, text="Nhầm", by=hoa, on=DAY)


def test_the_next_version_begins_as_the_last_and_takes_its_place_on_its_day(unit, hoa):
    first = make_published(unit, hoa)
    second = actions.draft_next(first, by=hoa, on=DAY)
    assert of_version(second).hash == of_version(first).hash
    assert queries.usable(first.procedure, LATER) == first, "a draft takes no place"
    told = content(documents=[paper("Tờ khai"), paper("Giấy chứng sinh")])
    actions.revise(second, told=told, code=first.procedure.code, by=hoa, on=DAY)
    actions.publish(second, act=act(LATER), by=hoa, on=DAY)
    assert queries.usable(first.procedure, LATER - timedelta(days=1)) == first
    assert queries.usable(first.procedure, LATER) == second
    assert first.documents.count() == 1, "files that run keep the papers of their version"
    assert Version.objects.get(pk=first.pk).standing(LATER) == Standing.REPLACED
    assert list(Version.objects.listed(LATER)) == [second]
    assert lies() == []


def test_a_later_version_may_not_begin_before_the_one_before_it(unit, hoa):
    second = actions.draft_next(make_published(unit, hoa), by=hoa, on=DAY)
    with pytest.raises(Refused, match="Bản trước có hiệu lực từ 02/03/2026") as refused:
        actions.publish(second, act=act(DAY), by=hoa, on=DAY)
    assert refused.value.field == "from_on"


def test_one_draft_at_a_time_and_only_from_what_is_in_force(unit, hoa):
    first = make_published(unit, hoa)
    second = actions.draft_next(first, by=hoa, on=DAY)
    with pytest.raises(Refused, match="Trần Thị Hoa đang có bản thảo số 2"):
        actions.draft_next(first, by=hoa, on=DAY)
    with pytest.raises(Refused, match="Chỉ lập bản mới từ bản đã công bố"):
        actions.draft_next(second, by=hoa, on=DAY)


@pytest.mark.parametrize(
    "told, code, said",
    [
        ({"ways": []}, None, "Chưa có cách nộp nào"),
        ({"ways": [way(amount=None, unit="")]}, None, "Nộp trực tiếp: chưa ghi thời hạn"),
        ({"ways": [way(fee=None)]}, None, "không thu thì ghi 0"),
        ({"documents": []}, None, "Chưa ghi giấy tờ nào"),
        ({"needs_nothing": True}, None, "nhưng vẫn ghi giấy tờ"),
        ({"documents": [paper(originals=0)]}, None, "chưa ghi mấy bản"),
        ({"steps": []}, None, "Chưa có bước nào"),
        ({"steps": [step(1, agency="")]}, None, "chưa ghi cơ quan nào làm"),
        ({"steps": [step(1, 2), step(2, 1)]}, None, "chờ lẫn nhau thành vòng"),
        ({"steps": [step(1, hours=8), step(2, 1, hours=17)]}, None, "25 giờ làm việc, quá thời hạn 3 ngày làm việc"),
        ({"ways": [way(amount=None, unit="same_day")], "steps": [step(1, hours=9)]}, None, "quá thời hạn trong ngày"),
        ({"field": "", "result": ""}, None, "Chưa ghi lĩnh vực. Chưa ghi kết quả"),
        ({}, "", "Chưa có mã thủ tục"),
    ],
)  # fmt: skip
def test_what_is_not_right_is_not_published_and_every_reason_is_told(unit, hoa, told, code, said):
    row = make_draft(unit, hoa, content(**told), code)
    with pytest.raises(Refused) as refused:
        actions.publish(row, act=act(), by=hoa, on=DAY)
    assert said in refused.value.sentence
    assert refused.value.problems
    assert Version.objects.get(pk=row.pk).is_draft


def test_steps_that_fill_the_term_exactly_are_published(unit, hoa):
    steps = [step(1, hours=4), step(2, 1, hours=16), step(3, 1, hours=12), step(4, 2, 3, hours=4)]
    assert make_published(unit, hoa, content(steps=steps)).status == "published"


def test_no_papers_are_right_where_the_version_says_that_none_are_needed(unit, hoa):
    assert make_published(unit, hoa, content(documents=[], needs_nothing=True)).status == "published"


def test_suspended_it_cannot_be_used_until_it_is_resumed(unit, hoa):
    row, back = make_published(unit, hoa), LATER + timedelta(days=10)
    actions.suspend(row, act=act(LATER), text="Chờ hướng dẫn mới.", by=hoa, on=DAY)
    assert queries.usable(row.procedure, LATER - timedelta(days=1)) == row
    assert queries.usable(row.procedure, LATER) is None
    assert queries.in_force(row.procedure, LATER) == row, "it stays in force and says that it is suspended"
    with pytest.raises(Refused, match="phải từ một ngày sau đó"):
        actions.resume(row, act=act(LATER), by=hoa, on=DAY)
    actions.resume(row, act=act(back), by=hoa, on=DAY)
    assert queries.usable(row.procedure, back) == row
    assert row.standing(LATER) == Standing.SUSPENDED, "what was, stays known"
    with pytest.raises(Refused, match="không thể trước"):
        actions.suspend(row, act=act(LATER), text="Lại ngừng", by=hoa, on=DAY)
    assert lies() == []


def test_abolished_it_stays_listed_with_the_act_and_with_what_serves_instead(unit, hoa):
    other = make_published(unit, hoa, content("Đăng ký khai sinh, cấp thẻ bảo hiểm y tế"))
    row = make_published(unit, hoa)
    actions.abolish(row, act=act(LATER, "30/QĐ-UBND"), replaced_by=other.procedure, by=hoa, on=DAY)
    found = Version.objects.get(pk=row.pk)
    assert queries.usable(row.procedure, LATER - timedelta(days=1)) == row
    assert queries.usable(row.procedure, LATER) is None
    assert found.standing(LATER) == Standing.ABOLISHED
    assert (found.end_act, found.replaced_by) == ("30/QĐ-UBND", other.procedure)
    assert set(Version.objects.listed(LATER)) == {found, other}
    assert policies.available(found, hoa, LATER) == []
    with pytest.raises(Refused, match="Chỉ lập bản mới"):
        actions.draft_next(found, by=hoa, on=DAY)
    assert lies() == []


def test_abolishing_asks_for_an_act_another_procedure_and_no_draft(unit, hoa):
    row = make_published(unit, hoa)
    with pytest.raises(Refused, match="số của quyết định"):
        actions.abolish(row, act=act(number=" "), by=hoa, on=DAY)
    with pytest.raises(Refused, match="chính nó"):
        actions.abolish(row, act=act(), replaced_by=row.procedure, by=hoa, on=DAY)
    with pytest.raises(Refused, match="không thể trước 02/03/2026"):
        actions.abolish(row, act=act(DAY - timedelta(days=1)), by=hoa, on=DAY)
    actions.draft_next(row, by=hoa, on=DAY)
    with pytest.raises(Refused, match="Còn một bản thảo"):
        actions.abolish(row, act=act(), by=hoa, on=DAY)


def test_a_code_is_one_and_stands_once(unit, hoa):
    row = make_draft(unit, hoa)
    with pytest.raises(Refused, match="không phải mã thủ tục"):
        make_draft(unit, hoa, code="2.00072")
    with pytest.raises(Refused, match="đã có trong danh mục"):
        make_draft(unit, hoa, code=row.procedure.code)
    assert make_draft(unit, hoa, code=" 1.001193.000.00.00.h28").procedure.code == "1.001193.000.00.00.H28"


def test_the_code_under_which_people_know_it_cannot_be_changed_by_a_draft(unit, hoa):
    first = make_published(unit, hoa)
    second = actions.draft_next(first, by=hoa, on=DAY)
    for code in (new_code(), ""):
        with pytest.raises(Refused, match="nên mã không đổi được"):
            actions.revise(second, told=content(), code=code, by=hoa, on=DAY)
    actions.revise(second, told=content(), code=first.procedure.code, by=hoa, on=DAY)


def test_a_draft_that_is_given_up_says_why_and_gives_its_code_free(unit, hoa):
    code = new_code()
    row = make_draft(unit, hoa, code=code)
    with pytest.raises(Refused, match="lý do"):
        actions.drop(row, text=" ", by=hoa, on=DAY)
    actions.drop(row, text="Lập nhầm", by=hoa, on=DAY)
    assert Version.objects.get(pk=row.pk).standing(DAY) == Standing.DROPPED
    assert make_draft(unit, hoa, code=code).procedure.code == code
    assert lies() == []


def test_who_writes_over_somebody_else_is_told_and_nothing_is_lost(unit, hoa):
    row = make_draft(unit, hoa)
    actions.revise(row, told=content("Bản của Hoa"), code=row.procedure.code, by=hoa, on=DAY, seen=1)
    with pytest.raises(MovedMeanwhile, match="Trần Thị Hoa vừa làm bước “sửa bản thảo”"):
        actions.revise(row, told=content("Bản khác"), code=row.procedure.code, by=hoa, on=DAY, seen=1)
    assert Version.objects.get(pk=row.pk).name == "Bản của Hoa"


@pytest.mark.parametrize("role", [Role.CLERK, Role.HANDLER, Role.INSPECTOR, Role.BOARD, Role.COUNCIL])
def test_only_whoever_leads_or_administers_the_unit_writes(unit, hoa, role):
    other = make_officer(unit, role, full_name="Phan Tiến Dũng")
    row = make_published(unit, hoa)
    for write in (
        lambda: make_draft(unit, other),
        lambda: actions.draft_next(row, by=other, on=DAY),
        lambda: actions.suspend(row, act=act(), text="Ngừng", by=other, on=DAY),
        lambda: actions.abolish(row, act=act(), by=other, on=DAY),
    ):
        with pytest.raises(Refused, match="Chỉ lãnh đạo hoặc người quản trị"):
            write()


def test_an_administrator_above_writes_and_a_leader_of_another_unit_does_not(hoa):
    province = make_unit(tier="province", name="tỉnh Thử")
    below = make_unit(parent=province)
    above = make_officer(province, Role.ADMINISTRATOR)
    row = make_published(below, above)
    assert {move.verb for move in policies.available(row, above, DAY)} == {
        "procedure_suspend",
        "procedure_abolish",
    }
    assert policies.available(row, hoa, DAY) == []


def test_each_row_that_is_changed_behind_the_back_is_found(unit, hoa):
    row = make_published(unit, hoa)
    Version.objects.filter(pk=row.pk).update(result="Khác")
    Document.objects.filter(version=row).delete()
    said = {lie.reason for lie in verify.catalogue()}
    assert said == {"it is not what was recorded", "it is gone"}


def test_every_step_of_the_table_is_an_action_and_leaves_its_event(unit, hoa):
    first = make_published(unit, hoa)
    actions.suspend(first, act=act(), text="Ngừng", by=hoa, on=DAY)
    actions.resume(first, act=act(LATER), by=hoa, on=DAY)
    actions.abolish(first, act=act(LATER), by=hoa, on=DAY)
    second = make_draft(unit, hoa)
    actions.revise(second, told=content(), code="", by=hoa, on=DAY)
    actions.drop(second, text="Thôi", by=hoa, on=DAY)
    kept = set(Event.objects.filter(stream="procedure").values_list("verb", flat=True))
    assert kept == {LIFE.opening.verb, *(move.verb for move in LIFE.transitions)}


def test_the_day_of_an_act_may_lie_in_the_past(unit, hoa):
    past = date(2025, 7, 1)
    row = actions.publish(make_draft(unit, hoa), act=act(past), by=hoa, on=DAY)
    assert queries.usable(row.procedure, past) == row
    assert queries.usable(row.procedure, past - timedelta(days=1)) is None
