"""A draft is asked about, opinions come in, are answered, and it is issued only when all of that was done."""

import threading
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from danvan.consultations import actions, obstacles, policies, queries, verify
from danvan.consultations.actions import Answer, Issued, Person, Said, Source, Speaker
from danvan.consultations.actions.destroying import destroy
from danvan.consultations.models import Affected, Opinion, Telling, Voice
from danvan.consultations.tests.make import (
    AFTER,
    BINH,
    CLOSES,
    DAY,
    LAN,
    NEXT,
    OPPOSES,
    answered,
    grouped,
    make_draft,
    make_explained,
    make_open,
    of_agency,
    opine,
    word_file,
)
from danvan.consultations.workflow import LIFE, PHASES, Status, phase_of
from danvan.figures.queries import flow, stock
from danvan.journal import verify as journal
from danvan.lib.carriers import State
from danvan.lib.sheet import MEDIA_TYPE
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.people.roles import Role
from danvan.retention import actions as retention
from danvan.retention.verify import destructions
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db
LATER = date(2026, 4, 10)
ISSUED = Issued("15/2026/QĐ-UBND", AFTER)


def lies():
    return [*verify.consultations(), *verify.persons(), *journal.events()]


def figure(name, on=LATER, **by):
    found = flow([f"consultations.{name}"], from_=date(2000, 1, 1), to=on, by=("kind",))
    return sum(n for (_measure, kind), n in found.items() if kind == by.get("kind", kind))


def test_phases_are_dates_and_allowed_verbs(unit, hoa):
    row = make_draft(unit, hoa)
    assert phase_of(row, DAY).code == Status.DRAFT
    opens, closes = DAY + timedelta(2), DAY + timedelta(25)
    row = actions.announce(row, opens_on=opens, closes_on=closes, by=hoa, on=DAY)
    row = actions.extend(row, until=closes + timedelta(7), text="Nhiều người đề nghị.", by=hoa, on=closes)
    days = {
        DAY: "announced",
        opens: "open",
        closes: "open",
        closes + timedelta(1): "extended",
        closes + timedelta(7): "extended",
        closes + timedelta(8): "closed",
    }
    assert {day: row.phase(day).code.value for day in days} == days
    assert [day for day in days if row.hears(day)] == list(days)[1:5]
    assert {phase.code.value for phase in PHASES} == {state.code for state in LIFE.statuses}
    for phase in PHASES:
        moves = {move.verb for move in LIFE.transitions if phase.code.value in move.sources}
        assert moves == {verb for verb in phase.verbs if verb in {m.verb for m in LIFE.transitions}}


def test_the_least_period_is_the_laws_with_its_article_and_holds_the_office(unit, hoa):
    row = make_draft(unit, hoa)
    with pytest.raises(Refused, match=r"Điều 28.*23/03/2026") as why:
        actions.announce(row, opens_on=DAY, closes_on=DAY + timedelta(10), by=hoa, on=DAY)
    assert why.value.field == "closes_on"
    made = actions.announce(row, opens_on=DAY, closes_on=CLOSES, by=hoa, on=DAY)
    assert (made.least_on, made.binding, made.ground_version) == (CLOSES, True, "2023-07-01")
    assert "20" in made.derivation.short("vi"), "counted from the next day; the 22nd is a Sunday"
    assert lies() == []


def test_a_number_known_from_memory_refuses_nothing_until_the_office_confirms_it(unit, hoa):
    old = date(2018, 3, 5)
    with at(old):
        row = make_draft(unit, hoa, on=old, ground="consultation.draft_district")
        made = actions.announce(row, opens_on=old, closes_on=old + timedelta(3), by=hoa, on=old)
    assert (made.binding, made.least_on) == (False, date(2018, 3, 12))


def test_only_a_leader_announces_and_only_with_a_text(unit, hoa, minh, dung):
    row = make_draft(unit, minh)
    with pytest.raises(Refused, match="lãnh đạo"):
        actions.announce(row, opens_on=DAY, closes_on=CLOSES, by=minh, on=DAY)
    with pytest.raises(Refused, match="của đơn vị"):
        actions.save_draft(row, text="Điều 1. Khác", by=dung, on=DAY)
    with pytest.raises(Refused, match="Chỉ cán bộ thụ lý"):
        make_draft(unit, dung)
    seen = row.revision
    actions.save_draft(row, text="Điều 1. Sửa lại", by=minh, on=DAY)
    assert queries.drafts_of(row)[0].number == 1, "until it is announced its only version is written anew"
    with pytest.raises(MovedMeanwhile, match="Phan Văn Minh"):
        actions.announce(row, opens_on=DAY, closes_on=CLOSES, by=hoa, on=DAY, seen=seen)


def test_a_word_file_is_kept_read_and_becomes_a_version(unit, hoa):
    row = make_draft(unit, hoa)
    content = word_file(30)
    kept, text = actions.keep_file(
        row, name="quy-che.docx", content=content, media_type=MEDIA_TYPE, by=hoa, on=DAY
    )
    made = actions.save_draft(row, text=text, file=kept.pk, by=hoa, on=DAY)
    assert sum(piece.level == "article" for piece in made.parts) == 30
    assert made.files.get().name == "quy-che.docx"
    with pytest.raises(Refused, match="docx"):
        actions.keep_file(row, name="x.pdf", content=b"%PDF", media_type="application/pdf", by=hoa, on=DAY)
    assert lies() == []


def test_opinions_come_by_every_way_and_one_form_sent_twice_is_one(unit, hoa, minh):
    row, form = make_open(unit, hoa), uuid4()
    first = opine(row, submission=form)
    assert opine(row, submission=form) == first
    second = opine(row, Said("agrees", "", "dieu-1"), voice=first.voice)
    assert second.voice == first.voice, "one person's several opinions are kept together"
    source, speaker = of_agency()
    (letter,) = actions.enter(
        row, [Said("amends", "Bỏ khoản 2.", "dieu-1")], source, speaker=speaker, by=minh, on=DAY
    )
    hall = Source("meeting", meeting="Họp thôn Đông, nhà văn hóa")
    actions.enter(
        row, [Said("agrees"), Said("opposes", "Chợ xa.")], hall, speaker=Speaker("Lê Văn Tư"), by=minh, on=DAY
    )
    assert (letter.way_label, letter.voice.public_name) == ("Văn bản của cơ quan, tổ chức", "Hội Nông dân xã")
    assert first.label == "Điều 3"
    assert figure("opinions") == 5
    assert figure("opinions", kind="portal") == 2
    assert stock(["consultations.waiting"], on=LATER) == {("consultations.waiting",): 5}
    assert lies() == []


@pytest.mark.parametrize(
    "said, more, why",
    [
        (Said("opposes", " "), {}, "vì sao không đồng ý"),
        (Said("shouts", "x"), {}, "đồng ý hay không"),
        (Said("agrees", "a" * 10_001), {}, "dài quá"),
        (Said("agrees", "", "dieu-99"), {}, "không còn trong dự thảo"),
        (OPPOSES, {"speaker": Speaker(tell_by="sms")}, "số điện thoại"),
        (OPPOSES, {"speaker": Speaker(tell_by="email", phone="0912000417")}, "cách báo tin"),
        (OPPOSES, {"on": CLOSES + timedelta(1)}, "không nhận góp ý"),
    ],
)
def test_an_opinion_that_says_nothing_or_comes_too_late_is_refused(unit, hoa, said, more, why):
    row = make_open(unit, hoa)
    with pytest.raises(Refused, match=why):
        opine(row, said, **more)
    assert not Voice.objects.exists()


@pytest.mark.parametrize(
    "source, speaker, why",
    [
        (Source("agency", paper=""), Speaker(agency="Hội"), "số văn bản"),
        (Source("agency", paper="1"), Speaker(), "tên cơ quan"),
        (Source("meeting"), Speaker(), "cuộc họp nào"),
        (Source("portal"), Speaker(), "bằng cách nào"),
        (Source("paper", given_on=DAY + timedelta(1)), Speaker(), "tương lai"),
    ],
)
def test_what_a_clerk_enters_says_where_it_comes_from(unit, hoa, minh, dung, source, speaker, why):
    row = make_open(unit, hoa)
    with pytest.raises(Refused, match=why):
        actions.enter(row, [OPPOSES], source, speaker=speaker, by=minh, on=DAY)
    with pytest.raises(Refused, match="của đơn vị làm"):
        actions.enter(row, [OPPOSES], Source("paper"), by=dung, on=DAY)


def test_people_affected_are_invited_each_by_her_way_and_reach_is_counted(unit, hoa, minh, settings):
    settings.DANVAN_DEMO = True
    lan = Person("Nguyễn Thị Lan", "Thuê ki-ốt số 6", phone="0912000417", tell_by="sms")
    row = make_open(unit, hoa, persons=[BINH, lan])
    called, sent = Telling.objects.order_by("pk")
    assert (called.state, called.to, sent.state) == (State.DUE, "••• 418", State.WAITING)
    with at(DAY, 10):
        assert actions.deliver() == 1
        assert actions.deliver() == 0
    actions.mark_told(called, by=minh, on=DAY)
    person = Affected.objects.get(full_name="Nguyễn Thị Lan")
    assert queries.affected_by_code(person.shown_code.lower()) == person
    actions.come(person, on=DAY)
    actions.come(person, on=DAY)
    opine(row, speaker=Speaker(affected=person))
    opine(row, Said("agrees", "", "dieu-1"), speaker=Speaker(affected=person))
    assert Voice.objects.get().tell_by == "sms"
    found = queries.reach(row)
    assert (found.named, found.invited, found.told, found.opened, found.answered) == (2, 2, 2, 1, 1)
    assert [figure(name) for name in ("invited", "opened", "answering")] == [2, 1, 1]
    group = actions.name_group(row, name="Hộ có ki-ốt", people=40, by=minh, on=DAY)
    actions.tell_group(group, how="Loa truyền thanh", reached=38, told_on=DAY, by=minh, on=DAY)
    assert queries.reach(row).reached == 38
    with pytest.raises(Refused, match="nhiều hơn"):
        actions.tell_group(group, how="Loa", reached=41, told_on=DAY, by=minh, on=DAY)
    with pytest.raises(Refused, match="Dòng 1: cần số điện thoại"):
        actions.name_persons(row, [Person("A B", "x", tell_by="sms")], by=hoa, on=DAY)
    late = actions.name_persons(row, [Person("Võ Văn Sáu", "Ki-ốt số 7")], by=hoa, on=DAY)
    assert Affected.objects.get(pk=late[0].pk).invited_on == DAY, "named later, invited at once"
    assert lies() == []


def test_a_draft_with_one_unanswered_affected_person_cannot_be_issued(unit, hoa, minh):
    row = make_open(unit, hoa, persons=[BINH])
    person = Affected.objects.get()
    mine = opine(row, speaker=Speaker(affected=person))
    with pytest.raises(Refused) as why:
        actions.issue(row, Issued("15/QĐ-UBND", DAY), by=hoa, on=DAY)
    assert len(why.value.problems) == 4
    assert "còn đến hết 23/03/2026" in why.value.problems[0]
    assert "sớm nhất là hết 23/03/2026" in why.value.problems[1]
    assert f"phiếu số {mine.voice_id}" in why.value.problems[2]
    against = obstacles.against_issuing(row, AFTER)
    assert [each.url.rsplit("/", 2)[-2] for each in against] == ["opinions", "table"]
    with pytest.raises(Refused, match="chưa gộp"):
        actions.explain(row, by=hoa, on=AFTER)
    answered(grouped(row, minh, mine, on=AFTER), minh)
    assert len(obstacles.against_issuing(row, AFTER)) == 1, "answered, but not in public yet"
    actions.explain(row, by=hoa, on=AFTER)
    made = actions.issue(row, ISSUED, by=hoa, on=AFTER)
    assert made.phase(AFTER).code == Status.ISSUED
    assert made.exempt_act == ""
    assert [figure(name) for name in ("issued", "changed")] == [1, 0]
    assert lies() == []


def test_an_exemption_is_named_with_its_ground_or_it_is_none(unit, hoa):
    row = make_open(unit, hoa)
    said = opine(row)
    with pytest.raises(Refused, match="vì sao được miễn"):
        actions.issue(row, Issued("1", DAY, "khoản 2 Điều 9"), by=hoa, on=DAY)
    with pytest.raises(Refused, match="điều khoản cho miễn"):
        actions.issue(row, Issued("1", DAY, "", "Bão"), by=hoa, on=DAY)
    made = actions.issue(row, Issued("1", DAY, "Quyết định khẩn cấp 02", "Phòng chống bão"), by=hoa, on=DAY)
    assert (made.exempt_act, made.exempt_why) == ("Quyết định khẩn cấp 02", "Phòng chống bão")
    answered(grouped(row, hoa, said), hoa, on=AFTER)
    actions.explain(row, by=hoa, on=AFTER)
    assert queries.public().get().phase(AFTER).code == Status.ISSUED, (
        "the table is still owed, and comes afterwards"
    )
    with pytest.raises(Refused, match="đã công khai"):
        actions.explain(row, by=hoa, on=AFTER)
    with pytest.raises(Refused, match="đã công khai"):
        answered(row.groups.get(), hoa)
    assert stock(["consultations.waiting"], on=LATER) == {}
    assert lies() == []


def test_groups_keep_every_opinion_and_what_is_taken_up_names_its_article(unit, hoa, minh):
    row = make_open(unit, hoa)
    first, second, other = opine(row), opine(row), opine(row, Said("amends", "Mở sớm.", "dieu-2"))
    group = grouped(row, minh, first, second)
    with pytest.raises(Refused, match="cùng một điều"):
        actions.gather(row, [other.pk], group=group, by=minh, on=DAY)
    with pytest.raises(Refused, match="trong một câu"):
        actions.gather(row, [other.pk], by=minh, on=DAY)
    actions.part(second, by=minh, on=DAY)
    actions.gather(row, [second.pk], group=group, by=minh, on=DAY)
    assert group.opinions.count() == 2
    taken = Answer("accepted", "Giảm còn 200.000 đồng.", "dieu-3")
    with pytest.raises(Refused, match="bản dự thảo mới"):
        actions.answer(group, taken, by=minh, on=DAY)
    with pytest.raises(Refused, match="khác bản trước"):
        actions.save_draft(row, text=NEXT, by=minh, on=DAY)
    made = actions.save_draft(row, text=NEXT, note="Giảm mức thu", by=minh, on=DAY)
    assert (made.number, queries.current(row).number) == (2, 1), "inside until the table is public"
    with pytest.raises(Refused, match="chọn điều"):
        actions.answer(group, Answer("accepted", "Giảm."), by=minh, on=DAY)
    done = actions.answer(group, taken, by=minh, on=DAY)
    assert (done.draft, done.new_anchor) == (made, "dieu-3")
    answered(grouped(row, minh, other), minh, on=DAY)
    actions.explain(row, by=hoa, on=AFTER)
    assert queries.current(row).number == 2
    assert {kind.value: n for kind, n in queries.outcomes(row).items()} == {
        "accepted": 2,
        "partly": 0,
        "explained": 1,
    }
    assert figure("answered") == 3
    assert stock(["consultations.waiting"], on=LATER) == {}
    assert Telling.objects.filter(moment="explained").count() == 3, "everybody who left a way is told"
    with pytest.raises(Refused, match="không làm được"):
        actions.answer(group, taken, by=minh, on=AFTER)
    assert lies() == []


def test_words_are_veiled_with_a_reason_that_the_author_is_told_and_nothing_is_deleted(unit, hoa, minh):
    row = make_open(unit, hoa)
    made = opine(row, Said("opposes", "Ông X ăn chặn.", "dieu-3"))
    with pytest.raises(Refused, match="lý do không đăng"):
        actions.veil(made, reason="ugly", by=minh, on=DAY)
    actions.veil(made, reason="insult", why="Nêu tên riêng", by=minh, on=DAY)
    assert Opinion.objects.shown().count() == 0
    assert Opinion.objects.get().text == "Ông X ăn chặn."
    told = Telling.objects.get(moment="veiled")
    assert (told.about, told.voice) == (made.pk, made.voice)
    actions.unveil(made, by=minh, on=DAY)
    assert Opinion.objects.shown().count() == 1
    assert lies() == []


def test_withdrawn_with_the_reason_and_everybody_told(unit, hoa):
    row = make_open(unit, hoa, persons=[BINH])
    opine(row)
    with pytest.raises(Refused, match="lý do rút"):
        actions.withdraw(row, text=" ", by=hoa, on=DAY)
    actions.withdraw(row, text="Chờ nghị quyết của tỉnh.", by=hoa, on=DAY)
    assert Telling.objects.filter(moment="withdrawn").count() == 2
    assert (figure("withdrawn"), figure("unanswered"), stock(["consultations.waiting"], on=LATER)) == (
        1,
        1,
        {},
    )
    assert lies() == []


def test_who_sees_names(unit, hoa, minh):
    row = make_open(unit, hoa, persons=[BINH])
    board = make_officer(unit, Role.BOARD)
    assert policies.sees_persons(minh, row, DAY)
    with pytest.raises(Refused, match="không xem họ tên"):
        actions.look(row, by=board, on=DAY)
    assert [each.full_name for each in actions.look(row, by=minh, on=DAY)] == ["Trần Văn Bình"]
    assert lies() == []


def test_the_persons_are_forgotten_and_what_they_said_stays(unit, hoa, minh):
    row = make_explained(unit, hoa)
    actions.issue(row, ISSUED, by=hoa, on=AFTER)
    destroy(row, by=hoa, on=LATER, data={"list": 1, "item": 1, "basis": {}})
    voice = Voice.objects.first()
    assert (voice.full_name, voice.phone, voice.opinions.count()) == ("", "", 1)
    assert queries.voice_by_code(voice.code) is None
    assert lies() == []


def test_two_persons_let_the_names_of_an_old_draft_be_forgotten(unit, hoa):
    row = make_explained(unit, hoa)
    actions.issue(row, ISSUED, by=hoa, on=AFTER)
    clerk, much_later = make_officer(unit, Role.CLERK, Role.HANDLER), date(2032, 1, 5)
    with at(much_later):
        told = {
            "years": 5,
            "decision": "01/QĐ",
            "decided_on": LATER,
            "from_on": LATER,
            "by": hoa,
            "on": much_later,
        }
        retention.set_term(unit, "consultation", **told)
        listed = retention.propose(unit, "consultation", [row.pk], by=clerk, on=much_later)
        retention.approve(listed, record="01/BB", by=hoa, on=much_later)
        assert retention.carry_out(listed, by=hoa, on=much_later) == 1
    assert {voice.full_name for voice in Voice.objects.all()} == {""}
    assert [*lies(), *destructions()] == []


def test_verify_names_the_row_that_lies(unit, hoa):
    row = make_open(unit, hoa, persons=[BINH])
    opine(row)
    Opinion.objects.update(text="Khác")
    Affected.objects.update(why="Khác")
    row.drafts.update(text="Khác")
    assert {lie.row.split()[0] for lie in lies()} == {"opinion", "affected", "draft"}


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_twice_at_the_same_moment_is_one_opinion(unit, hoa):
    row, form, made = make_open(unit, hoa), uuid4(), []

    def press():
        with at(DAY):
            made.append(opine(row, submission=form).pk)
        connection.close()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 1
    assert Opinion.objects.count() == Voice.objects.count() == 1
    assert LAN.full_name == Voice.objects.get().full_name
