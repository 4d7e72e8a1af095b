"""An application followed by its code: whose turn it is, what is wanted, what is to be paid, the result."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from danvan.cases.errors import StepRefused
from danvan.journal.models import Event
from danvan.lib import codes
from danvan.notices import actions as notices
from danvan.notices.models import Telling
from danvan.onestop import actions as onestop
from danvan.onestop import payments, verify
from danvan.onestop.actions import Wanted, orders
from danvan.onestop.models import Order
from danvan.onestop.payments import Told
from danvan.onestop.payments.signing import signed
from danvan.onestop.tests.make import (
    MONDAY,
    do,
    fresh,
    lies,
    make_application,
    make_place,
    make_version,
    part,
)
from danvan.portal.tests.make import EXE, PDF, citizen, errors, file, text_of
from danvan.procedures.tests.make import way
from tests.make import at

pytestmark = pytest.mark.django_db
LISTED = [Wanted("Bản sao căn cước", "Thiếu trong hồ sơ", 2), Wanted("Chữ ký", "Tờ khai chưa ký")]
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture(autouse=True)
def monday():
    with at(MONDAY):
        yield


@pytest.fixture(autouse=True)
def folder_of_payments(settings, tmp_path):
    settings.DANVAN_DEMO = True
    settings.DANVAN_PAYMENTS = {**settings.DANVAN_PAYMENTS, "folder": tmp_path / "payments"}


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def charged(place):
    return make_application(place, make_version(place, ways=[way("counter", 3, fee=50_000)]))


def look(row, **more):
    return citizen().post("/tra-cuu/", {"code": row.case.code, **more})


def test_the_page_speaks_of_an_application_and_says_who_has_it(place):
    version = make_version(place, steps=[part(1), part(2, 1, unit=place.land, days=1)])
    row = make_application(place, version)
    page = text_of(look(row))
    assert "Hồ sơ đang ở Cơ quan. Ông/bà chưa phải làm gì." in page
    assert "Hẹn trả kết quả: 12/03/2026, 17:00" in page
    do(row, 1, place.minh)
    page = text_of(look(row))
    assert "Hồ sơ đang ở Văn phòng Đăng ký đất đai" in page
    assert "Hồ sơ đã sang bước xử lý tiếp theo" in page
    assert "Phan Văn Minh" not in page
    main = page.split("Xem hồ sơ khác")[1].split("Màu trang")[0]
    for word in ("Viết thêm", "Loại đơn", "đơn này", "Rút đơn", "Dấu của đơn"):
        assert word not in main
    assert (
        "Bổ sung"
        not in text_of(citizen().post("/tra-cuu/viet-them/", {"code": row.case.code})).split("Màu")[0]
    )


def test_statements_of_the_page_do_not_grow_with_steps_and_lines(place, django_assert_max_num_queries):
    version = make_version(place, steps=[part(1), *(part(n, 1) for n in range(2, 7)), part(7, *range(2, 7))])
    row = make_application(place, version)
    onestop.ask_supplement(row, [*LISTED, *LISTED], by=place.minh, on=MONDAY)
    with django_assert_max_num_queries(26):
        look(row)


def test_what_is_asked_is_answered_from_the_page_line_by_line_and_the_clock_runs_on(place):
    row = make_application(place)
    onestop.ask_supplement(row, LISTED, until=FRIDAY, by=place.minh, on=MONDAY)
    page = text_of(look(row))
    assert "Nhận qua mạng đến hết ngày 13/03/2026" in page
    first, second = row.lacks.order_by("pk")
    address = reverse("portal:supplement")
    half = {"code": row.case.code, f"text_{second.pk}": "Đã ký lại"}
    refused = citizen().post(address, {**half, f"file_{first.pk}": file("virus.exe", EXE)})
    assert refused.status_code == 422
    assert any("virus.exe" in said for said in errors(refused))
    assert "Đã ký lại" in refused.content.decode()
    assert citizen().post(address, half).status_code == 422
    assert fresh(row).case.status == "supplementing"
    done = citizen().post(address, {**half, f"file_{first.pk}": file("can-cuoc.pdf", PDF)})
    assert "Đã gửi bổ sung" in text_of(done)
    row = fresh(row)
    assert (row.case.status, row.online_at is not None) == ("working", True)
    assert row.scans.get().attachment.name == "can-cuoc.pdf"
    told = Event.objects.filter(stream="case", subject=row.pk, verb="supplement").get()
    assert told.text == "Chữ ký: Đã ký lại"
    assert citizen().post(address, half).status_code == 200, "again: the page, nothing written"
    assert lies() == []


def test_after_its_day_it_is_not_answered_over_the_portal(place):
    row = make_application(place)
    with pytest.raises(StepRefused, match="sau hôm nay"):
        onestop.ask_supplement(row, LISTED, until=MONDAY, by=place.minh, on=MONDAY)
    onestop.ask_supplement(row, LISTED, until=FRIDAY, by=place.minh, on=MONDAY)
    later = FRIDAY + timedelta(days=1)
    with at(later):
        assert "Hạn bổ sung qua mạng đã qua" in text_of(look(row))
        lines = {f"text_{lack.pk}": "Đây" for lack in row.lacks.all()}
        page = citizen().post(reverse("portal:supplement"), {"code": row.case.code, **lines})
        assert fresh(row).case.status == "supplementing"
        assert page.status_code in (200, 422)
        onestop.supplement(row, by=place.minh, on=later)
    assert fresh(row).case.status == "working"


def pay(row):
    """As far as the page of the carrier; its address."""
    page = citizen().post(reverse("portal:pay"), {"code": row.case.code, "fee": row.fees.get().pk})
    assert page.status_code == 200
    return page.context["address"]


def test_a_fee_is_paid_online_once_with_its_receipt_and_the_clock_runs_again(place, charged):
    onestop.await_payment(charged, by=place.minh, on=MONDAY)
    assert "Đến lượt ông/bà: cơ quan chờ nộp phí" in text_of(look(charged))
    address = pay(charged)
    assert pay(charged) == address, "one order, however often asked"
    assert "50.000 đồng" in text_of(citizen().get(address))
    back = citizen().post(address)
    assert "số biên lai TT" in text_of(citizen().get(back.url))
    fields = {name: values[0] for name, values in parse_qs(urlsplit(back.url).query).items()}
    told = [citizen().post(reverse("portal:paid_told"), fields) for _each in range(2)]
    assert [json.loads(one.content) for one in told] == [{"ok": True, "state": "paid"}] * 2
    fee = charged.fees.get()
    assert (fee.how, fee.receipt, fee.taken_by) == ("online", fields["reference"], None)
    assert fresh(charged).case.status == "working"
    assert Event.objects.filter(stream="case", subject=charged.pk, verb="fee_pay").count() == 1
    assert charged.case.code not in address + back.url
    assert [*lies(), *verify.orders()] == []


def test_a_forged_or_changed_message_is_refused_and_another_sum_too(charged):
    address = pay(charged)
    order = Order.objects.get()
    good = payments.carrier().confirm(order.number)
    forged = [
        {**good, "amount": "1"},
        {**good, "signature": "0" * 64},
        {name: value for name, value in good.items() if name != "signature"},
        {**good, "more": "x"},
    ]
    for fields in forged:
        assert citizen().post(reverse("portal:paid_told"), fields).status_code == 400
        assert citizen().get(reverse("portal:paid_back"), fields).status_code == 400
    other = signed({"number": order.number, "amount": "1", "reference": "TT1", "paid": "1"})
    strange = signed({"number": codes.new_code(), "amount": "50000", "reference": "TT1", "paid": "1"})
    failed = signed({"number": order.number, "amount": "50000", "reference": "TT1", "paid": "0"})
    for fields in (other, strange, failed):
        assert citizen().post(reverse("portal:paid_told"), fields).status_code == 409
    assert charged.fees.get().is_due
    assert citizen().get(reverse("portal:paid_back"), failed).context["failed"]
    assert citizen().get(f"{address[:-15]}{codes.new_code()}/").status_code == 404


def test_a_payment_under_a_long_number_of_the_carrier_is_the_same_when_it_is_told_again(place, charged):
    pay(charged)
    order = Order.objects.get()
    told = Told(order.number, order.amount, "TT" + "9" * 80)
    assert [orders.came(told, on=MONDAY).state for _each in range(2)] == ["paid", "paid"]


def test_what_comes_after_the_counter_took_it_is_surplus_and_is_given_back(place, charged):
    pay(charged)
    order = Order.objects.get()
    message = payments.carrier().read(payments.carrier().confirm(order.number))
    given = {"amount": 50_000, "receipt": "0012", "how": "cash", "by": place.minh, "on": MONDAY}
    onestop.pay(charged.fees.get(), **given)
    assert Order.objects.get().state == "closed"
    orders.came(message, on=MONDAY)
    assert (orders.came(message, on=MONDAY).state, charged.fees.get().receipt) == ("surplus", "0012")
    with pytest.raises(StepRefused, match="đối soát"):
        orders.came(Told(message.number, message.amount, "TT-KHAC"), on=MONDAY)
    assert "nộp thừa 50.000 đồng" in text_of(look(charged))
    with pytest.raises(StepRefused, match="Cần ghi"):
        onestop.refund(order, text=" ", by=place.minh, on=MONDAY)
    with pytest.raises(StepRefused, match="bộ phận một cửa"):
        onestop.refund(order, text="Đã chuyển khoản trả.", by=place.dung, on=MONDAY)
    onestop.refund(order, text="Đã chuyển khoản trả.", by=place.minh, on=MONDAY)
    assert Order.objects.get().state == "refunded"
    assert [*lies(), *verify.orders()] == []


def test_a_payment_of_which_no_message_came_is_found_when_the_day_is_compared(charged):
    pay(charged)
    order = Order.objects.get()
    payments.carrier().confirm(order.number)
    mended, strange = orders.reconcile(MONDAY, on=MONDAY)
    assert ([one.pk for one in mended], strange) == ([order.pk], [])
    assert orders.reconcile(MONDAY, on=MONDAY) == ([], [])
    assert charged.fees.get().how == "online"


def test_where_no_money_moves_nothing_is_offered(place, charged, settings):
    settings.DANVAN_DEMO = False
    assert "Nộp tiền trực tuyến" not in text_of(look(charged))
    told = {"code": charged.case.code, "fee": charged.fees.get().pk}
    assert citizen().post(reverse("portal:pay"), told).status_code == 404


def test_a_fee_of_another_application_is_not_found(place, charged):
    other = make_application(place)
    told = {"code": other.case.code, "fee": charged.fees.get().pk}
    assert citizen().post(reverse("portal:pay"), told).status_code == 404


def test_the_result_says_where_it_is_to_be_had_and_is_taken_away_as_a_file(place):
    row = make_application(place)
    with pytest.raises(StepRefused, match="chưa có kết quả"):
        onestop.give_files(row, [("a.pdf", PDF, "application/pdf")], by=place.minh, on=MONDAY)
    do(row, 1, place.minh)
    assert "Mời ông/bà đến xã Thử nhận trong giờ làm việc" in text_of(look(row))
    onestop.give_files(row, [("giay-khai-sinh.pdf", PDF, "application/pdf")], by=place.minh, on=MONDAY)
    assert "giay-khai-sinh.pdf" in text_of(look(row))
    found = row.case.attachments.get(public=True)
    got = citizen().post(reverse("portal:download"), {"code": row.case.code, "file": found.pk})
    assert b"".join(got.streaming_content) == PDF
    assert lies() == []


def test_she_withdraws_in_words_of_an_application(place):
    row = make_application(place)
    page = text_of(citizen().post("/tra-cuu/rut-don/", {"code": row.case.code}))
    assert "Rút hồ sơ này?" in page
    gone = {"code": row.case.code, "sent": "1", "text": "Không cần nữa", "sure": "on"}
    assert "Ông/bà đã rút" in text_of(citizen().post("/tra-cuu/rut-don/", gone))
    assert fresh(row).case.status == "withdrawn"


def test_she_is_told_when_it_is_received_moves_needs_her_and_is_ready(place, settings):
    version = make_version(place, steps=[part(1), part(2, 1, unit=place.land, days=1)])
    notices.begin(row_time())
    row = make_application(place, version)
    row.case.parties.update(tell_by="sms")
    onestop.ask_supplement(row, LISTED, by=place.minh, on=MONDAY)
    onestop.supplement(row, by=place.minh, on=MONDAY)
    do(row, 1, place.minh)
    do(row, 2, place.dung)
    notices.gather()
    told = list(Telling.objects.order_by("event_id").values_list("event__verb", flat=True))
    assert [verb for verb in told if verb in ("receive", "ask_supplement", "stage_move", "finish")] == [
        "receive",
        "ask_supplement",
        "stage_move",
        "finish",
    ]


def row_time():
    """A moment before everything in the test."""
    from danvan.lib import dates

    return dates.now() - timedelta(minutes=1)
