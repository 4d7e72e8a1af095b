"""Content whose term is over goes by the hands of two persons, leaves a stub, and everything still verifies."""

from datetime import date

import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils.module_loading import import_string

from danvan.cases.actions import Person, correct, files, link, reveal, write_more
from danvan.cases.actions.files import path_of
from danvan.cases.errors import StepRefused
from danvan.cases.models import Case, Party
from danvan.figures.actions import roll_up
from danvan.journal.actions import seal
from danvan.journal.models import Event
from danvan.notices.actions import gather
from danvan.notices.models import Telling
from danvan.papers.actions import Draft, issue, prepare
from danvan.papers.models import Content, Paper
from danvan.people.roles import Role
from danvan.reception.actions import Caller, Told, register_turn
from danvan.reception.models import Visitor
from danvan.reports.recount import differences
from danvan.retention import queries
from danvan.retention.actions import approve, carry_out, hold, lift, propose, reject, set_term
from danvan.retention.things import all_things
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db
LATER = date(2019, 3, 4)
LAN = Person("Nguyễn Thị Lan", phone="0912000417", address="thôn Đồng Tiến", tell_by="phone")
SECRETS = ("Nguyễn Thị Lan", "0912000417", "Đồng Tiến", "kênh N3", "bờ ao nhà tôi", "Nội dung ghi nhận")


def received(unit, minh):
    matter = Told("water", "Cống kênh N3 bị tắc", "advised", advice="Hướng dẫn viết đơn.")
    return register_turn(
        unit=unit, callers=[Caller(LAN.full_name)], matters=[matter], persons=1, by=minh, on=MONDAY
    )


def lies():
    checks = [import_string(name) for name in conf.DANVAN_VERIFIERS]
    return [f"{lie.row}: {lie.reason}" for check in checks for lie in check()]


@pytest.fixture
def office():
    unit = make_unit()
    minh = make_officer(unit, Role.CLERK, Role.HANDLER)
    hoa = make_officer(unit, Role.LEADER, full_name="Trần Thị Hoa")
    return unit, minh, hoa


@pytest.fixture
def filed(office, settings, tmp_path):
    """A letter with a file, more words, a look, a telling, a correction and a paper, put on file on Monday."""
    settings.MEDIA_ROOT = tmp_path
    unit, minh, hoa = office
    with at(MONDAY):
        case = make_case(unit, kind="complaint", person=LAN)
        write_more(
            case,
            text="Nước ngập bờ ao nhà tôi.",
            on=MONDAY,
            files=files.check([SimpleUploadedFile("đơn.pdf", b"%PDF-1.4 pond")]),
        )
        reveal(case.parties.get(), by=minh, on=MONDAY)
        case.refresh_from_db()
        draft = Draft({"competent": "Sở Nông nghiệp", "advice": "Việc bờ ao nhà tôi"}, hoa)
        issue(prepare("case", case.pk, "guide", draft=draft, by=minh, on=MONDAY), by=minh, on=MONDAY)
        case.refresh_from_db()
        walk(case, minh, MONDAY, "file")
        gather()
        seal(on=MONDAY)
    case.refresh_from_db()
    return case


def destroyed(office, case, thing="letter_filed"):
    unit, minh, hoa = office
    with at(LATER):
        list_ = propose(unit, thing, [case.pk], by=minh, on=LATER)
        approve(list_, record="01/BB-HĐTH", by=hoa, on=LATER)
        carry_out(list_, by=hoa, on=LATER)
    return list_


def everything_stored():
    """Every row of every table of the register as text."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        kept = [
            name
            for name in tables
            if name.startswith(("cases_", "papers_", "notices_", "journal_", "reception_"))
        ]
        found = []
        for name in kept:
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_no_word_of_a_destroyed_letter_is_left_in_any_table_nor_its_file(
    filed, office, django_capture_on_commit_callbacks
):
    path = path_of(filed.attachments.get())
    assert all(secret in everything_stored() for secret in SECRETS)
    with django_capture_on_commit_callbacks(execute=True):
        destroyed(office, filed)
    left = everything_stored()
    assert [secret for secret in SECRETS if secret in left] == []
    assert filed.salt not in left
    assert not path.exists()


def test_a_stub_stays_and_everything_verifies(filed, office):
    before = Event.objects.filter(stream="case", subject=filed.pk).values_list("number", "hash")
    hashes = dict(before)
    destroyed(office, filed)
    stub = Case.objects.get(pk=filed.pk)
    assert (stub.kind, stub.status, stub.code, stub.closed_on, stub.destroyed_on, stub.people) == (
        "complaint",
        "filed",
        filed.code,
        MONDAY,
        LATER,
        1,
    )
    kept = dict(Event.objects.filter(pk__gt=0, stream="case", subject=filed.pk).values_list("number", "hash"))
    assert hashes.items() <= kept.items()
    assert not any(table.objects.exists() for table in (Party, Telling, Content))
    assert Paper.objects.get().symbol
    roll_up()
    assert lies() == []
    assert list(differences()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET body = '', folded = ''",
        "DELETE FROM cases_party",
        "UPDATE journal_event SET text = ''",
        "UPDATE papers_paper SET fields = '{}'",
        "UPDATE cases_case SET destroyed_on = '2019-03-04'",
    ],
)
def test_what_was_blanked_without_an_event_of_destruction_is_named(filed, sql):
    assert lies() == []
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql)
    assert lies()


def test_a_destruction_that_no_list_names_is_named(filed, office):
    list_ = destroyed(office, filed)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE retention_item SET subject = subject + 1 WHERE list_id = %s", [list_.pk])
    assert f"destruction of case {filed.pk}: no list names it" in lies()


def test_nobody_approves_what_she_proposed(filed, office):
    unit, _minh, hoa = office
    list_ = propose(unit, "letter_filed", [filed.pk], by=hoa, on=LATER)
    with pytest.raises(StepRefused, match="không được duyệt danh mục của mình"):
        approve(list_, record="01", by=hoa, on=LATER)


def test_one_who_does_not_lead_decides_nothing(filed, office):
    unit, minh, _hoa = office
    other = make_officer(unit, Role.CLERK)
    list_ = propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER)
    with pytest.raises(StepRefused, match="lãnh đạo"):
        approve(list_, record="01", by=other, on=LATER)


def test_a_letter_is_due_the_day_after_its_year_and_not_before(filed, office):
    unit = office[0]
    thing, decision = all_things()["letter_filed"], None
    assert queries.candidates(thing, unit, decision, on=date(2019, 2, 12)) == []
    assert [row.pk for row in queries.candidates(thing, unit, decision, on=date(2019, 2, 13))] == [filed.pk]


def test_a_rule_that_nobody_read_in_the_act_destroys_nothing_until_the_office_decides(office):
    """Circular 05/2021 was read only in a summary: its year alone is not enough."""
    unit, minh, hoa = office
    day, later = date(2022, 3, 7), date(2024, 3, 7)
    with at(day):
        walk(make_case(unit, on=day), minh, day, "file")
    thing = all_things()["letter_filed"]
    assert queries.candidates(thing, unit, None, on=later) == []
    with pytest.raises(StepRefused, match="không được quy định ngắn hơn"):
        _decide(unit, hoa, later, years=0)
    _decide(unit, hoa, later, years=1)
    assert len(queries.candidates(thing, unit, queries.decided(unit, later)["letter_filed"], on=later)) == 1


def _decide(unit, hoa, on, *, years, thing="letter_filed"):
    set_term(unit, thing, years=years, decision="12/QĐ-UBND", decided_on=on, from_on=on, by=hoa, on=on)


def test_of_things_without_a_rule_nothing_is_due_before_the_office_decides(office):
    unit, minh, hoa = office
    with at(MONDAY):
        received(unit, minh)
    thing = all_things()["turn"]
    assert queries.candidates(thing, unit, None, on=LATER) == []
    _decide(unit, hoa, LATER, years=1, thing="turn")
    assert len(queries.candidates(thing, unit, queries.decided(unit, LATER)["turn"], on=LATER)) == 1


def test_a_turn_loses_its_people_and_words_and_keeps_its_figures(office):
    unit, minh, hoa = office
    with at(MONDAY):
        turn = received(unit, minh)
    _decide(unit, hoa, LATER, years=1, thing="turn")
    destroyed(office, turn, "turn")
    assert not Visitor.objects.exists()
    assert turn.matters.get().summary == ""
    roll_up()
    assert [*lies(), *differences()] == []


def test_what_a_leader_holds_back_is_not_listed_and_a_list_made_before_spares_it(filed, office):
    unit, minh, hoa = office
    thing = all_things()["letter_filed"]
    with at(LATER):
        list_ = propose(unit, thing.key, [filed.pk], by=minh, on=LATER)
        kept = hold("case", filed.pk, unit=unit, why="court", reason="Tòa án mượn hồ sơ.", by=hoa, on=LATER)
        approve(list_, record="01", by=hoa, on=LATER)
        assert carry_out(list_, by=hoa, on=LATER) == 0
        assert "tòa án" in list_.items.get().reason
        with pytest.raises(StepRefused, match="giữ lại"):
            propose(unit, thing.key, [filed.pk], by=minh, on=LATER)
        lift(kept, by=hoa, on=LATER)
        destroyed(office, filed)
    assert lies() == []
    assert "mượn hồ sơ" not in everything_stored()


def test_a_letter_tied_to_an_open_one_and_one_with_a_newer_letter_are_held_back(filed, office):
    unit, minh, _hoa = office
    thing, day = all_things()["letter_filed"], date(2018, 9, 3)
    with at(day):
        again = make_case(unit, kind="complaint", on=day)
        link(again, filed, why="repeat", by=minh, on=day)
    assert "đang giải quyết" in queries.candidates(thing, unit, None, on=LATER)[0].held
    with at(day):
        again.refresh_from_db()
        walk(again, minh, day, "file")
    assert "03/09/2019" in queries.candidates(thing, unit, None, on=LATER)[0].held
    assert queries.candidates(thing, unit, None, on=date(2019, 9, 4))[0].held == ""


def test_a_rejected_list_destroys_nothing_and_its_letters_may_be_listed_again(filed, office):
    unit, minh, hoa = office
    list_ = propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER)
    reject(list_, reason="Còn cần đối chiếu.", by=hoa, on=LATER)
    with pytest.raises(StepRefused):
        carry_out(list_, by=hoa, on=LATER)
    assert propose(unit, "letter_filed", [filed.pk], by=minh, on=LATER).pk != list_.pk
    assert Case.objects.get(pk=filed.pk).body


def test_nothing_more_is_done_to_a_stub(filed, office):
    destroyed(office, filed)
    stub = Case.objects.get(pk=filed.pk)
    with at(LATER), pytest.raises(StepRefused, match="đã hủy"):
        correct(stub, by=office[2], on=LATER, text="Nhầm.")
