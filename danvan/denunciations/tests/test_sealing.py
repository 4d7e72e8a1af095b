"""Who denounced is sealed before anything is stored; two keep it, one looks only with the other's leave."""

import base64
import json

import pytest

from danvan.cases.errors import StepRefused
from danvan.cases.models import Party
from danvan.cases.verify import contents, states
from danvan.denunciations import actions, keeping, queries
from danvan.denunciations.models import Envelope
from danvan.denunciations.tests.make import LANH, MONDAY, WORDS, keep, make_office, redacted, send
from danvan.denunciations.verify import custodians
from danvan.journal.models import Event
from danvan.lib import seal
from danvan.people import actions as people
from danvan.people.errors import Refused
from danvan.people.roles import Role
from tests.make import at, make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    with at(MONDAY):
        yield make_office()


def opened(handout, secret):
    """What a custodian's machine reads of a handout: part → its files."""
    told = json.loads(handout.text("https://office.example/"))
    key = seal.unseal(base64.b64decode(told["envelope"]), secret).decode()
    return {
        parcel["name"]: seal.unbundle(seal.unseal(base64.b64decode(parcel["sealed"]), key))
        for parcel in told["parcels"]
    }


def test_a_denunciation_is_stored_without_a_word_of_it_and_opens_for_each_custodian(office):
    found, receipt = send(office)
    assert (found.case.subject, found.case.body) == ("(đơn niêm phong, chưa lược danh tính)", "")
    assert not Party.objects.filter(case=found.case).exists()
    assert len(receipt) == 16
    assert receipt not in found.receipt
    for officer in office.keepers:
        parts = opened(actions.open_letter(found, by=officer, on=MONDAY), office.secret(officer))
        assert json.loads(parts["letter"]["letter.json"])["body"] == WORDS
        assert "0987612345" in json.loads(parts["marks"]["marks.json"])
        assert "identity" not in parts


def test_only_who_keeps_its_key_opens_it_and_each_opening_is_on_record(office):
    found, _receipt = send(office)
    for other in (office.hoa, make_officer(office.unit, Role.HANDLER)):
        with pytest.raises(StepRefused, match="không được niêm phong cho khóa"):
            actions.open_letter(found, by=other, on=MONDAY)
    actions.open_letter(found, by=office.keepers[0], on=MONDAY)
    assert [event.actor for event in Event.objects.filter(verb="letter_opened")] == [office.keepers[0]]


def test_who_denounced_is_looked_at_once_with_a_reason_and_anothers_leave_and_the_denouncer_sees_it(office):
    found, _receipt = send(office)
    asker, other = office.keepers
    with pytest.raises(StepRefused, match="lý do"):
        actions.ask(found, reason="", by=asker, on=MONDAY)
    look = actions.ask(found, reason="Mời làm việc về chứng cứ.", by=asker, on=MONDAY)
    with pytest.raises(StepRefused, match="Chưa có người giữ khóa khác"):
        actions.take(look, by=asker, on=MONDAY)
    with pytest.raises(StepRefused, match="không được tự cho phép"):
        actions.allow(look, by=asker, on=MONDAY)
    actions.allow(look, by=other, on=MONDAY)
    look.refresh_from_db()
    parts = opened(actions.take(look, by=asker, on=MONDAY), office.secret(asker))
    assert json.loads(parts["identity"]["identity.json"])["full_name"] == LANH.full_name
    with pytest.raises(StepRefused, match="đã dùng"):
        actions.take(look, by=asker, on=MONDAY)
    verbs = list(Event.objects.filter(subject=found.pk, stream="case").values_list("verb", "public"))
    assert verbs[-3:] == [("look_asked", False), ("look_allowed", False), ("identity_seen", True)]


def test_a_refused_look_cannot_be_taken(office):
    found, _receipt = send(office)
    look = actions.ask(found, reason="Muốn biết.", by=office.keepers[0], on=MONDAY)
    actions.refuse(look, by=office.keepers[1], on=MONDAY)
    look.refresh_from_db()
    with pytest.raises(StepRefused):
        actions.take(look, by=office.keepers[0], on=MONDAY)


def test_the_door_is_shut_rather_than_sealed_to_one_key(office):
    lone = make_officer(office.unit, Role.LEADER, full_name="Phan Tiến Dũng")
    for row in office.rows:
        row.until = MONDAY
        row.save()
    found, _receipt = send(office)
    assert {one.custodian.unit for one in found.envelopes.all()} == {office.province}, "kept above"
    keep(lone, office.unit, by=office.hoa)
    found, _receipt = send(office)
    assert {one.custodian.unit for one in found.envelopes.all()} == {office.province}, "one key is not enough"


def test_of_the_last_two_custodians_none_can_leave_nor_be_closed(office):
    row = office.rows[0]
    with pytest.raises(StepRefused, match="ít nhất 2"):
        actions.end_custody(row, by=row.officer, on=MONDAY)
    administrator = make_officer(office.province, Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="ít nhất 2"):
        people.close_account(account=row.officer, by=administrator, on=MONDAY)
    row.officer.refresh_from_db()
    assert row.officer.is_active


def test_a_custodian_who_leaves_opens_nothing_and_one_who_comes_gets_what_is_sealed_again(office):
    found, _receipt = send(office)
    first, second = office.keepers
    heir = make_officer(office.unit, Role.HANDLER, full_name="Đỗ Văn Mới")
    row, secret = keep(heir, office.unit, by=office.hoa)
    assert list(keeping.without_key(row, on=MONDAY)) == [found]
    actions.end_custody(office.rows[0], by=first, on=MONDAY)
    with pytest.raises(StepRefused):
        actions.open_letter(found, by=first, on=MONDAY)
    keep(make_officer(office.unit, Role.HANDLER), office.unit, by=office.hoa)
    with pytest.raises(StepRefused, match="chỉ khóa này mở được"):
        actions.end_custody(office.rows[1], by=second, on=MONDAY)
    mine = keeping.envelope_for(found, second)
    again = seal.seal(seal.unseal(bytes(mine.sealed), office.secret(second)), [row.recipient])
    assert actions.seal_again([(found.pk, row.pk, again)], by=second, on=MONDAY) == 1
    parts = opened(actions.open_letter(found, by=heir, on=MONDAY), secret)
    assert json.loads(parts["letter"]["letter.json"])["body"] == WORDS
    actions.end_custody(office.rows[1], by=second, on=MONDAY)
    assert Envelope.objects.filter(denunciation=found).count() == 1


def test_nobody_seals_again_to_whom_they_please(office):
    found, _receipt = send(office)
    first = office.keepers[0]
    leader = make_officer(office.province, Role.LEADER)
    stranger, _secret = keep(make_officer(office.province, Role.HANDLER), office.province, by=leader)
    for custodian in (stranger.pk, office.rows[1].pk, 10**6):
        with pytest.raises(StepRefused):
            actions.seal_again([(found.pk, custodian, b"x")], by=first, on=MONDAY)
    with pytest.raises(StepRefused):
        actions.seal_again([(10**6, office.rows[0].pk, b"x")], by=first, on=MONDAY)


def test_a_changed_key_opens_nothing_old_until_it_is_sealed_again(office):
    found, _receipt = send(office)
    pair = seal.new_pair()
    actions.bring_key(office.rows[0], pair.recipient, by=office.keepers[0], on=MONDAY)
    with pytest.raises(StepRefused):
        actions.open_letter(found, by=office.keepers[0], on=MONDAY)
    assert list(keeping.without_key(office.rows[0], on=MONDAY)) == [found]
    with pytest.raises(StepRefused, match="đã có người dùng"):
        actions.bring_key(office.rows[1], pair.recipient, by=office.keepers[1], on=MONDAY)
    with pytest.raises(StepRefused, match="chỉ khóa cũ mở được"):
        actions.bring_key(office.rows[1], seal.new_pair().recipient, by=office.keepers[1], on=MONDAY)


def test_the_denouncer_writes_by_the_receipt_and_a_custodian_writes_down_what_it_says(office):
    found, receipt = send(office)
    assert queries.by_receipt(" ".join(receipt)) == found
    assert queries.by_receipt("0912345678901234") is None
    message, whole = actions.hear(found, text="Tôi có bản ghi âm.", files=[("a.bin", b"\x00\x01")], on=MONDAY)
    assert (message.text, whole) == ("", ["a.bin"])
    handout = actions.open_message(message, by=office.keepers[0], on=MONDAY)
    parts = opened(handout, office.secret(office.keepers[0]))
    assert json.loads(parts["message"]["message.json"]) == {"text": "Tôi có bản ghi âm."}
    actions.redact(
        found, subject="", body="Có thêm tài liệu âm thanh.", message=message, by=office.keepers[0], on=MONDAY
    )
    message.refresh_from_db()
    assert message.text == "Có thêm tài liệu âm thanh."
    actions.speak(found, text="Xin cho biết ngày giờ.", by=office.keepers[1], on=MONDAY)
    with pytest.raises(StepRefused, match="người giải quyết hoặc người giữ khóa"):
        actions.speak(found, text="Ai đấy?", by=make_officer(office.unit, Role.CLERK), on=MONDAY)


def test_the_register_finds_no_lie_after_all_of_it(office):
    found, _receipt = send(office)
    redacted(office, found)
    message, _whole = actions.hear(found, text="Thêm.", on=MONDAY)
    look = actions.ask(found, reason="Cần.", by=office.keepers[0], on=MONDAY)
    actions.allow(look, by=office.keepers[1], on=MONDAY)
    look.refresh_from_db()
    actions.take(look, by=office.keepers[0], on=MONDAY)
    protection = actions.ask_protection(found, measure="secrecy", by=office.hoa, on=MONDAY)
    actions.decide_protection(protection, granted=True, decision="3/QĐ", by=office.hoa, on=MONDAY)
    actions.end_protection(protection, text="Hết nguy cơ.", by=office.hoa, on=MONDAY)
    assert [*contents(), *states(), *custodians()] == []
    Envelope.objects.filter(denunciation=found).update(sealed=b"another")
    assert len(list(contents())) == 2
    office.rows[0].recipient = office.rows[1].recipient
    office.rows[0].save()
    assert len(list(custodians())) == 1
    assert message.denunciation_id == found.pk
