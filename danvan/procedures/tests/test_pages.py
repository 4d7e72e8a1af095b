"""The desk: typed without losing anything, published, suspended, abolished, brought in; who may, and who only reads."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from danvan.people.roles import Role
from danvan.procedures import actions
from danvan.procedures.models import Import, Version
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
from danvan.procedures.tests.test_reading import of_portal
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=30)
ACT = {"from_on": "01/04/2026", "act": "12/QĐ-UBND", "act_on": "02/03/2026"}


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


def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="danvan.people.backends.Officers")
    return client


@pytest.fixture
def desk(hoa):
    return browser(hoa)


def page_of(name, row=None, *args):
    return reverse(f"procedures:{name}", args=([row.pk] if row else []) + list(args))


def typed(desk, address):
    """What a browser would send back of the form of a page, as it stands."""
    context = desk.get(address).context
    data = {}
    for form in (context["facts"], context["keeper"], *(context[n] for n in ("documents", "ways", "steps"))):
        if form is None:
            continue
        for one in [
            *getattr(form, "forms", [form]),
            *([form.management_form] if hasattr(form, "forms") else []),
        ]:
            for bound in one:
                value = bound.value()
                if value not in (None, False, []):
                    data[bound.html_name] = "on" if value is True else value
    return data


def test_a_procedure_is_typed_published_and_found(desk, unit, hoa):
    given = typed(desk, page_of("new")) | {
        "unit": unit.key,
        "code": "1.001193",
        "name": "Đăng ký khai sinh",
        "field": "Hộ tịch",
        "level": "commune",
        "agency": "UBND xã",
        "result": "Giấy khai sinh",
        "documents-0-name": "Tờ khai",
        "documents-0-originals": "1",
        "ways-0-channel": "counter",
        "ways-0-term_unit": "same_day",
        "ways-0-fee": "0",
        "steps-0-name": "Tiếp nhận, ghi sổ",
        "steps-0-agency": "Tư pháp - hộ tịch",
        "steps-0-share_amount": "4",
        "steps-0-share_unit": "working_hours",
    }
    page = desk.post(page_of("new"), given, follow=True)
    assert "Đã đủ để công bố" in page.content.decode()
    row = Version.objects.get()
    page = desk.post(page_of("step", row, "publish"), {**ACT, "seen": row.revision}, follow=True)
    assert "Đã ghi vào danh mục" in page.content.decode()
    with at(LATER):
        assert "Đăng ký khai sinh" in Client().get("/thu-tuc/1.001193/").content.decode()


def test_the_form_of_a_draft_gives_back_what_the_draft_says(desk, unit, hoa):
    told = content(
        documents=[paper("Tờ khai", 1, 2, form="Mẫu 01"), paper("Căn cước", 0, to_show=True)],
        ways=[
            way(fee=1_200_000, fee_words="Lệ phí"),
            way("post", None, "as_written", term_words="Theo lịch"),
        ],
        steps=[step(1, hours=4), step(2, 1), step(3, 1), step(4, 2, 3)],
        who="Công dân",
        bases="Luật Hộ tịch",
    )
    row = make_draft(unit, hoa, told)
    before = row.source_hash, [d.name for d in row.documents.all()], [s.after for s in row.steps.all()]
    desk.post(page_of("edit", row), typed(desk, page_of("edit", row)))
    again = Version.objects.get()
    assert again.revision == row.revision + 1
    assert (
        again.source_hash,
        [d.name for d in again.documents.all()],
        [s.after for s in again.steps.all()],
    ) == before
    assert [(w.fee, str(w.term)) for w in again.ways.all()] == [
        (1_200_000, "3 ngày làm việc"),
        (0, "Theo lịch"),
    ]


@pytest.mark.parametrize("which", ["documents", "ways", "steps"])
def test_a_row_more_and_a_row_less_lose_nothing_that_was_typed(desk, unit, hoa, which):
    row = make_draft(unit, hoa)
    data = typed(desk, page_of("edit", row)) | {"name": "Tên đang gõ dở", "who": "Ai đó", "code": "sai mã"}
    more = desk.post(page_of("edit", row), data | {"add": which})
    assert len(more.context[which].forms) == 2
    assert "Tên đang gõ dở" in more.content.decode()
    assert 'role="alert"' not in more.content.decode(), "nothing was sent yet, so nothing is judged"
    less = desk.post(page_of("edit", row), data | {"remove": f"{which}-0"})
    assert len(less.context[which].forms) == 1
    assert "sai mã" in less.content.decode()
    assert Version.objects.get().name == "Đăng ký khai sinh"


def test_a_step_that_goes_is_no_longer_named_and_numbers_follow(desk, unit, hoa):
    row = make_draft(unit, hoa, content(steps=[step(1), step(2, 1), step(3, 1), step(4, 2, 3)]))
    data = typed(desk, page_of("edit", row)) | {"remove": "steps-1"}
    page = desk.post(page_of("edit", row), data)
    assert [form["after"].value() for form in page.context["steps"].forms] == ["", "1", "2"]
    assert [form["name"].value() for form in page.context["steps"].forms] == ["Việc 1", "Việc 3", "Việc 4"]


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"name": ""}, "Xin điền “Tên thủ tục”"),
        ({"code": "2.00072"}, "không phải mã thủ tục"),
        ({"ways-0-term_amount": ""}, "Xin ghi số ngày hoặc số giờ"),
        ({"ways-0-term_unit": ""}, "Xin chọn số này tính bằng gì"),
        ({"ways-0-term_words": "Theo lịch"}, "Thời hạn bằng lời"),
        ({"ways-0-fee": "tám nghìn"}, "Xin viết một số"),
        ({"steps-0-after": "7"}, "Không có bước 7"),
        ({"steps-0-after": "một"}, "Xin ghi số của bước"),
        ({"steps-0-unit": "KHONG-CO"}, "Không có đơn vị nào mang mã này"),
        ({"steps-0-share_amount": "3"}, "xin ghi cả số và đơn vị"),
        ({"documents-0-form_url": "không phải trang"}, "Địa chỉ trang viết như"),
        ({"documents-0-originals": "-1"}, "nhỏ nhất là 0"),
        ({"documents-TOTAL_FORMS": "99999", "name": ""}, "Xin điền “Tên thủ tục”"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_everything_typed_stays(desk, unit, hoa, wrong, said):
    row = make_draft(unit, hoa)
    data = typed(desk, page_of("edit", row)) | {"who": "Chữ vừa gõ"} | wrong
    page = desk.post(page_of("edit", row), data)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert "Chữ vừa gõ" in page.content.decode()
    assert Version.objects.get().revision == row.revision


def test_two_officers_on_one_draft_the_second_is_told_and_may_save_again(desk, unit, hoa):
    row = make_draft(unit, hoa)
    data = typed(desk, page_of("edit", row)) | {"name": "Bản của người sau"}
    actions.revise(row, told=content("Bản của người trước"), code=row.procedure.code, by=hoa, on=DAY)
    page = desk.post(page_of("edit", row), data)
    assert page.status_code == 409
    assert "Bản của người sau" in page.content.decode()
    assert Version.objects.get().name == "Bản của người trước"
    data["seen"] = page.context["facts"]["seen"].value()
    assert desk.post(page_of("edit", row), data).status_code == 302
    assert Version.objects.get().name == "Bản của người sau"


def test_why_a_draft_cannot_be_published_stands_on_its_page_and_at_the_step(desk, unit, hoa):
    row = make_draft(unit, hoa, content(ways=[], steps=[step(1), step(2)]))
    page = desk.get(page_of("version", row)).content.decode()
    assert "Còn thiếu để công bố" in page
    assert "Chưa có cách nộp nào" in page
    assert "Không bước nào dẫn tới bước 2" in page
    page = desk.post(page_of("step", row, "publish"), ACT)
    assert page.status_code == 422
    assert "Chưa công bố được" in page.content.decode()
    assert "12/QĐ-UBND" in page.content.decode()


def test_it_is_suspended_resumed_abolished_and_its_page_tells_each(desk, unit, hoa):
    row, other = make_published(unit, hoa), make_published(unit, hoa, content("Khai sinh liên thông"))
    steps = [
        ("suspend", {**ACT, "text": "Chờ hướng dẫn"}, "Tạm ngừng từ"),
        ("resume", {**ACT, "from_on": "10/04/2026"}, "Thực hiện lại từ"),
        ("abolish", {**ACT, "from_on": "01/05/2026", "replaced_by": other.procedure.code}, "Bãi bỏ từ"),
    ]
    for verb, given, said in steps:
        page = desk.post(page_of("step", row, verb), given, follow=True)
        assert page.status_code == 200, verb
        assert said in page.content.decode()
    assert Version.objects.get(pk=row.pk).replaced_by == other.procedure


def test_the_next_version_is_drafted_by_one_button(desk, unit, hoa):
    row = make_published(unit, hoa)
    page = desk.post(page_of("next", row), follow=True)
    assert page.context["version"].number == 2
    again = desk.post(page_of("next", row), follow=True)
    assert "đang có bản thảo số 2" in again.content.decode()


def test_a_draft_is_given_up_with_a_reason(desk, unit, hoa):
    row = make_draft(unit, hoa)
    assert desk.post(page_of("step", row, "drop"), {"text": ""}).status_code == 422
    assert desk.post(page_of("step", row, "drop"), {"text": "Lập nhầm"}).status_code == 302
    assert Version.objects.get().status == "dropped"


def test_a_published_version_has_no_form(desk, unit, hoa):
    row = make_published(unit, hoa)
    page = desk.get(page_of("edit", row), follow=True)
    assert "không còn là bản thảo" in page.content.decode()


def test_the_list_shows_drafts_and_what_is_to_settle_and_is_narrowed(desk, unit, hoa):
    make_published(unit, hoa, content("Đăng ký kết hôn"))
    found = actions.prepare(
        unit=unit, name="a.json", content=json.dumps([of_portal()]).encode(), by=hoa, on=DAY
    )
    actions.bring_in(found, by=hoa, on=DAY)
    whole = desk.get(page_of("procedures")).content.decode()
    assert "1 bản thảo còn điều cần làm rõ" in whole
    for query, shown, hidden in (
        ("state=doubtful", "Đăng ký thường trú", "Đăng ký kết hôn"),
        ("state=published", "Đăng ký kết hôn", "Đăng ký thường trú"),
        ("q=ket+hon", "Đăng ký kết hôn", "Đăng ký thường trú"),
    ):
        names = [row.name for row, *_ in desk.get(f"{page_of('procedures')}?{query}").context["lines"]]
        assert (shown in names, hidden in names) == (True, False), query
    assert "Bỏ bộ lọc" in desk.get(f"{page_of('procedures')}?field=x&level=province").content.decode()


def test_a_list_is_looked_at_brought_in_settled_and_published_from_the_pages(desk, unit, hoa):
    file = SimpleUploadedFile("danh-muc.json", json.dumps([of_portal()]).encode())
    page = desk.post(page_of("imports"), {"unit": unit.key, "file": file}, follow=True)
    assert "Chưa ghi gì vào danh mục" in page.content.decode()
    assert "Tệp không ghi mã thủ tục" in page.content.decode()
    found = Import.objects.get()
    desk.post(page_of("bring_in", found))
    row = Version.objects.get()
    data = typed(desk, page_of("edit", row))
    code = new_code()
    data |= {"code": code, "settled": "0", "field": "Cư trú", "level": "commune", "result": "Cập nhật cư trú"}
    page = desk.post(page_of("edit", row), data, follow=True)
    assert "Đã đủ để công bố" in page.content.decode()
    desk.post(page_of("step", row, "publish"), ACT)
    assert Version.objects.get().status == "published"
    assert "Đã nhập" in desk.get(page_of("import", found)).content.decode()


@pytest.mark.parametrize(
    "name, body, said", [("a.json", b"[", "Tệp JSON hỏng"), ("a.pdf", b"%PDF-1.4", "không phải bảng tính")]
)
def test_a_file_that_is_no_list_is_refused_at_its_field(desk, unit, name, body, said):
    page = desk.post(page_of("imports"), {"unit": unit.key, "file": SimpleUploadedFile(name, body)})
    assert page.status_code == 422
    assert said in page.content.decode()


def test_everybody_at_a_desk_reads_and_only_editors_write(unit, hoa):
    row, draft = make_published(unit, hoa), make_draft(unit, hoa)
    minh = browser(make_officer(unit, Role.CLERK))
    assert minh.get(page_of("procedures")).status_code == 200
    page = minh.get(page_of("version", draft)).content.decode()
    assert "Sửa bản thảo" not in page
    assert "Làm gì tiếp" not in page
    for address in (page_of("new"), page_of("edit", draft), page_of("imports")):
        assert minh.get(address).status_code == 403
    assert minh.post(page_of("step", row, "abolish"), ACT).status_code == 403
    stranger = browser(hoa_of()[1])
    assert stranger.get(page_of("version", row)).status_code == 200
    assert stranger.get(page_of("edit", draft)).status_code == 403
    assert stranger.post(page_of("next", row)).status_code == 403


def test_the_pages_cost_few_statements(desk, unit, hoa, django_assert_max_num_queries):
    told = content(documents=[paper(f"Giấy {n}") for n in range(9)], steps=[step(1), step(2, 1), step(3, 2)])
    row = make_published(unit, hoa, told)
    actions.suspend(row, act=act(), text="Ngừng", by=hoa, on=DAY)
    for n in range(20):
        make_draft(unit, hoa, content(f"Thủ tục {n}"))
    desk.get(page_of("version", row))
    with django_assert_max_num_queries(22):
        desk.get(page_of("version", row))
    with django_assert_max_num_queries(18):
        desk.get(page_of("procedures"))
