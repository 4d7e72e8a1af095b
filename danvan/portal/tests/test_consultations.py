"""Drafts at the portal: read, opined on beside the article, followed by a code, answered in public."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from danvan.consultations import actions
from danvan.consultations.actions import Said, Speaker
from danvan.consultations.models import Affected, Opinion, Voice
from danvan.consultations.tests.make import (
    AFTER,
    BINH,
    CLOSES,
    DAY,
    OPPOSES,
    make_draft,
    make_explained,
    make_open,
    opine,
)
from danvan.people.roles import Role
from tests.make import at, make_officer, make_unit

pytestmark = pytest.mark.django_db
WORDS = {"anchor": "dieu-3", "stance": "opposes", "text": "Mức thu cao quá."}


@pytest.fixture(autouse=True)
def today(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with at(DAY):
        yield


@pytest.fixture
def unit():
    return make_unit()


@pytest.fixture
def hoa(unit):
    return make_officer(unit, Role.LEADER)


def url(name, *args):
    return reverse(f"portal:{name}", args=args)


def test_the_list_has_what_is_open_what_closes_soon_and_what_is_over(client, unit, hoa):
    assert "không có dự thảo nào đang lấy ý kiến" in client.get(url("consultations")).text
    make_draft(unit, hoa, title="Chưa ai được đọc")
    row = make_open(unit, hoa)
    page = client.get(url("consultations"))
    assert [line["row"] for line in page.context["open_now"]] == [row]
    assert "Chưa ai được đọc" not in page.text
    with at(CLOSES - timedelta(2)):
        assert "sắp hết hạn" in client.get(url("consultations")).text
    with at(AFTER):
        assert [line["row"] for line in client.get(url("consultations")).context["lines"]] == [row]


def test_an_article_is_opined_on_beside_it_and_nothing_typed_is_lost(client, unit, hoa):
    row = make_open(unit, hoa)
    page = client.get(url("consultation", row.pk))
    assert 'href="?dieu=dieu-3#dieu-3"' in page.text
    beside = client.get(url("consultation", row.pk), {"dieu": "dieu-3"}).text
    assert beside.index('id="dieu-3"') < beside.index("Gửi góp ý") < beside.index('id="dieu-4"')
    wrong = client.post(url("consultation", row.pk), {**WORDS, "stance": "", "full_name": "Nguyễn Thị Lan"})
    assert wrong.status_code == 422
    assert "Mức thu cao quá." in wrong.text
    assert 'value="Nguyễn Thị Lan"' in wrong.text
    assert wrong.text.index('id="dieu-3"') < wrong.text.index("Mức thu cao quá.")
    done = client.post(url("consultation", row.pk), {**WORDS, "submission": str(uuid4())})
    made = Opinion.objects.get()
    assert made.voice.shown_code in done.text
    back = f"{url('consultation', row.pk)}?doc=tiep#dieu-3"
    assert back in done.text, "back to the same place, by another address: a browser would stay on this page"
    assert made.voice.code not in done.request["PATH_INFO"]
    more = {"anchor": "", "stance": "agrees", "code": made.voice.shown_code}
    client.post(url("consultation", row.pk), more)
    assert (Voice.objects.count(), Opinion.objects.count()) == (1, 2)
    assert "Không có mã này" in client.post(url("consultation", row.pk), {**more, "code": "7KDM"}).text


def test_one_address_is_asked_to_wait_and_its_words_stay(client, unit, hoa, settings):
    settings.DANVAN_RATES = {**settings.DANVAN_RATES, "opine": (1, 3600), "opine_code": (1, 600)}
    row = make_open(unit, hoa)
    client.post(url("consultation", row.pk), WORDS)
    page = client.post(url("consultation", row.pk), {**WORDS, "text": "Lần nữa."})
    assert page.status_code == 429
    assert "Lần nữa." in page.text
    client.post(url("consultation_code"), {"code": "7KDM"})
    assert client.post(url("consultation_code"), {"code": "7KDM"}).status_code == 429


def test_somebody_affected_comes_with_her_code_and_is_known_without_her_name_in_public(client, unit, hoa):
    row = make_open(unit, hoa, persons=[BINH])
    person = Affected.objects.get()
    page = client.post(url("consultation_code"), {"code": person.shown_code})
    assert "Thuê ki-ốt số 5" in page.text
    assert Affected.objects.get().opened_on == DAY
    assert client.get(url("consultation_code")).status_code == 200
    client.post(url("consultation", row.pk), {**WORDS, "code": person.shown_code})
    assert Voice.objects.get().affected == person
    mine = client.post(url("consultation_code"), {"code": person.shown_code}).text
    assert "Mức thu cao quá." in mine
    assert "Chưa có trả lời" in mine
    assert "Trần Văn Bình" not in client.get(url("consultation", row.pk)).text


def test_the_table_is_public_with_every_answer_and_no_private_name(client, unit, hoa):
    closed = make_open(unit, hoa)
    assert "Bảng chưa công khai" in client.get(url("consultation_table", closed.pk)).text
    assert client.get(url("consultation_file", closed.pk, "json")).status_code == 404
    row = make_explained(unit, hoa)
    with at(AFTER):
        page = client.get(url("consultation_table", row.pk)).text
        assert "Tiếp thu, giảm còn 200.000 đồng." in page
        assert "N.T.L." in page
        assert "Nguyễn Thị Lan" not in page
        changed = client.get(url("consultation_compare", row.pk)).text
        assert "<del>300.000</del>" in changed
        voice = Voice.objects.filter(consultation=row).first()
        mine = client.post(url("consultation_code"), {"code": voice.shown_code}).text
        assert "Tiếp thu, giảm còn" in mine
    for kind in ("docx", "pdf", "xlsx", "csv", "json"):
        assert client.get(url("consultation_file", row.pk, kind)).status_code == 200
    assert "Nguyễn" not in client.get(url("consultation_file", row.pk, "json")).text


def test_words_that_are_not_public_are_not_in_the_table_and_their_author_reads_why(client, unit, hoa):
    row = make_open(unit, hoa)
    made = opine(row, Said("opposes", "Ông X ăn chặn.", "dieu-3"), speaker=Speaker("Lan", confidential=True))
    actions.veil(made, reason="insult", by=hoa, on=DAY)
    group = actions.gather(row, [made.pk], title="Thu sai", by=hoa, on=AFTER)
    actions.answer(group, actions.Answer("explained", "Đã kiểm tra."), by=hoa, on=AFTER)
    actions.explain(row, by=hoa, on=AFTER)
    with at(AFTER):
        page = client.get(url("consultation_table", row.pk)).text
        mine = client.post(url("consultation_code"), {"code": made.voice.shown_code}).text
    assert "ăn chặn" not in page
    assert "Người góp ý giữ kín tên" in page
    assert "Có lời xúc phạm" in mine


def test_a_closed_draft_hears_nothing_and_says_so(client, unit, hoa):
    row = make_open(unit, hoa)
    with at(AFTER):
        page = client.post(url("consultation", row.pk), WORDS)
    assert (page.status_code, Opinion.objects.count()) == (422, 0)
    assert "không nhận góp ý vào hôm nay" in page.text


def test_a_page_of_thirty_articles_is_light_and_takes_few_statements(
    client, unit, hoa, django_assert_max_num_queries
):
    text = "\n".join(
        f"Điều {n}. Việc số {n}\n1. Khoản một của việc {n}.\n2. Khoản hai:\na) điểm a;\nb) điểm b."
        for n in range(1, 31)
    )
    row = make_open(unit, hoa, text=text)
    for n in range(12):
        opine(row, Said("agrees", "", f"dieu-{n + 1}"))
    client.get(url("consultation", row.pk))
    with django_assert_max_num_queries(8):
        page = client.get(url("consultation", row.pk))
    assert len(page.content) < 60_000
    assert len(re.findall('class="article"', page.text)) == 30
    with django_assert_max_num_queries(5):
        client.get(url("consultations"))
    assert OPPOSES.text
