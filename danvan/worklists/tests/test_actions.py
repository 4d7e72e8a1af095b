"""Views, batches and files: what officers do with lists goes through each case's own checks and is on record."""

from datetime import timedelta

import pytest

from danvan.cases.actions import Step, assign, move
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case
from danvan.cases.verify import contents, states
from danvan.journal.models import Event
from danvan.lib import dates
from danvan.people.roles import Role
from danvan.worklists import actions, queries, verify
from danvan.worklists.actions import batches
from danvan.worklists.models import BatchItem, Export, FileForm, Outcome, SavedView, Verb
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with at(MONDAY):
        yield MONDAY


@pytest.fixture
def commune():
    return make_unit("KY-KHANG-THU")


@pytest.fixture
def hoa(commune):
    return make_officer(commune, Role.HANDLER, Role.LEADER, username="hoa", full_name="Lê Thị Hoa")


@pytest.fixture
def minh(commune):
    return make_officer(commune, Role.HANDLER, username="minh", full_name="Phan Văn Minh")


def lies():
    checks = (verify.views, verify.batches, verify.exports, contents, states)
    return [f"{lie.row}: {lie.reason}" for check in checks for lie in check()]


def given(hoa, minh, *cases, verb=Verb.ASSIGN, **more):
    batch = actions.start(
        verb, {case.pk: case.version for case in cases}, by=hoa, on=MONDAY, **{"officer": minh, **more}
    )
    actions.work(batch, on=MONDAY)
    return batch


def outcomes(batch):
    return dict(batch.items.order_by("case").values_list("case", "outcome"))


def test_each_case_goes_through_its_own_checks_and_the_refused_keep_their_reason(commune, hoa, minh):
    ready = walk(make_case(commune), hoa, MONDAY, "screen", "accept")
    fresh, elsewhere = make_case(commune), make_case(make_unit(name="xã Khác"))
    moved = walk(make_case(commune), hoa, MONDAY, "screen", "accept")
    chosen = {case.pk: case.version for case in (ready, fresh, elsewhere, moved)}
    move(moved, "note", by=minh, on=MONDAY, given=Step(text="Đã gọi."))
    batch = actions.start(Verb.ASSIGN, chosen, by=hoa, on=MONDAY, officer=minh)
    actions.work(batch, on=MONDAY)
    refused = Outcome.REFUSED
    assert list(outcomes(batch).values()) == [Outcome.DONE, refused, refused, refused]
    reasons = list(batch.items.filter(outcome=refused).order_by("case").values_list("reason", flat=True))
    assert "trạng thái" in reasons[0]
    assert "Phan Văn Minh vừa làm bước" in reasons[2]
    ready.refresh_from_db()
    assert ready.officer == minh
    assert lies() == []


def test_a_batch_gives_the_cases_back_to_whom_they_were_with_once(commune, hoa, minh):
    mine, gone_on = (walk(make_case(commune), hoa, MONDAY, "screen", "accept") for _ in range(2))
    assign(mine, to=hoa, by=hoa, on=MONDAY)
    batch = given(hoa, minh, mine, gone_on)
    gone_on.refresh_from_db()
    move(gone_on, "note", by=minh, on=MONDAY, given=Step(text="Đã xuống hiện trường."))
    back = actions.undo(batch, by=hoa, on=MONDAY)
    actions.work(back, on=MONDAY)
    assert outcomes(back) == {mine.pk: Outcome.DONE, gone_on.pk: Outcome.REFUSED}
    assert Case.objects.get(pk=mine.pk).officer == hoa
    assert Case.objects.get(pk=gone_on.pk).officer == minh
    for again in (batch, back):
        with pytest.raises(StepRefused, match="một lần"):
            actions.undo(again, by=hoa, on=MONDAY)
    with pytest.raises(StepRefused, match="Chỉ người đã làm"):
        actions.undo(batch, by=minh, on=MONDAY)
    assert lies() == []


def test_a_batch_that_was_left_goes_on_where_it_stopped(commune, hoa, minh, monkeypatch):
    cases = [make_case(commune) for _ in range(5)]
    monkeypatch.setattr("danvan.worklists.actions.batches.CHUNK", 2)
    notes = {"officer": None, "text": "Chờ hướng dẫn của huyện.", "by": hoa, "on": MONDAY}
    batch = actions.start(Verb.NOTE, {case.pk: case.version for case in cases}, **notes)
    assert list(queries.unfinished_batches()) == [batch]
    real, calls = batches._one_chunk, []

    def dies(number, *, on):
        calls.append(number)
        if len(calls) == 2:
            raise RuntimeError("the worker was stopped")
        return real(number, on=on)

    monkeypatch.setattr("danvan.worklists.actions.batches._one_chunk", dies)
    with pytest.raises(RuntimeError):
        actions.work(batch, on=MONDAY)
    assert queries.counted(type(batch).objects).get().waiting == 3
    assert lies() == []
    actions.work(batch, on=MONDAY)
    assert Event.objects.filter(stream="case", verb="note").count() == 5, "each case once"
    assert lies() == []


def test_too_many_are_refused_before_anything_is_done(commune, hoa, minh):
    with pytest.raises(StepRefused, match="nhiều nhất"):
        actions.start(Verb.ASSIGN, dict.fromkeys(range(actions.MOST + 1), 1), by=hoa, on=MONDAY, officer=minh)
    assert not BatchItem.objects.exists()


def test_a_view_is_its_owner_s_until_a_leader_shares_it(commune, hoa, minh):
    view = actions.save_view("Đơn về nước", "tab=office&topic=water", by=hoa, on=MONDAY)
    assert list(queries.views_of(minh, [commune.pk])) == []
    actions.share_view(view, commune.pk, by=hoa, on=MONDAY)
    assert list(queries.views_of(minh, [commune.pk])) == [view]
    own = actions.save_view("Của tôi", "tab=mine", by=minh, on=MONDAY)
    for act in (
        lambda: actions.rename_view(view, "Khác", by=minh, on=MONDAY),
        lambda: actions.remove_view(view, by=minh, on=MONDAY),
        lambda: actions.share_view(own, commune.pk, by=minh, on=MONDAY),
        lambda: actions.save_view("Của tôi", "", by=minh, on=MONDAY),
    ):
        with pytest.raises(StepRefused):
            act()
    actions.rename_view(view, "Nước", by=hoa, on=MONDAY)
    actions.remove_view(view, by=hoa, on=MONDAY)
    assert list(queries.views_of(hoa, [commune.pk])) == []
    actions.save_view("Nước", "", by=hoa, on=MONDAY)
    assert [
        *Event.objects.filter(stream="view", subject=view.pk)
        .order_by("number")
        .values_list("verb", flat=True)
    ] == [
        "view_saved",
        "view_shared",
        "view_renamed",
        "view_removed",
    ]
    assert lies() == []


def test_a_changed_row_has_its_witness(commune, hoa, minh):
    given(hoa, minh, make_case(commune))
    actions.save_view("Nước", "topic=water", by=hoa, on=MONDAY)
    export = {"query": "q=Lan&topic=water", "form": FileForm.CSV, "names": False, "total": 7}
    actions.ask(**export, by=hoa, on=MONDAY, at_once=True)
    assert lies() == []
    BatchItem.objects.update(reason="")
    SavedView.objects.update(query="topic=land")
    Export.objects.update(total=1)
    assert len(lies()) == 3


def test_a_file_can_be_fetched_by_whoever_asked_for_some_hours_and_each_time_is_on_record(
    commune, hoa, minh, settings, tmp_path
):
    settings.DANVAN_EXPORTS = tmp_path
    asked = {"query": "q=Lan&topic=water", "form": FileForm.CSV, "names": True, "total": 6000}
    export = actions.ask(**asked, by=hoa, on=MONDAY, at_once=False)
    told = Event.objects.get(stream="export", verb="export_asked").data
    assert (told["filter"], told["searched"], told["count"]) == ({"topic": ["water"]}, True, 6000)
    (tmp_path / "a.csv").write_text("x")
    actions.finish(export, 6000, "a.csv", on=MONDAY)
    assert actions.fetch(export, by=hoa, on=MONDAY).read_text() == "x"
    with pytest.raises(StepRefused):
        actions.fetch(export, by=minh, on=MONDAY)
    with at(MONDAY + timedelta(days=2)):
        assert actions.expire(dates.now()) == 1
        with pytest.raises(StepRefused, match="hết hạn"):
            actions.fetch(export, by=hoa, on=MONDAY + timedelta(days=2))
    assert not (tmp_path / "a.csv").exists()
    assert Event.objects.filter(stream="export", verb="export_fetched").count() == 1
    assert lies() == []
