"""Parts of pages that scripts ask for: each is what the whole page would show without scripts."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danvan.cases.models import Case
from danvan.counters import actions as counters
from danvan.imports.tests.make import BOOK_2021, as_csv, visit
from danvan.people.models import Unit
from danvan.people.roles import Role
from tests.make import at, make_case, make_officer, make_unit
from tests.office import Citizen, Officer
from tests.tree import files

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


@pytest.fixture
def commune() -> Unit:
    return make_unit(parent=make_unit(tier="province", name="tỉnh Thử"))


@pytest.fixture
def minh(commune: Unit) -> Officer:
    return Officer(make_officer(commune, Role.CLERK, Role.HANDLER), commune)


@pytest.fixture
def hoa(commune: Unit) -> Officer:
    return Officer(make_officer(commune, Role.LEADER, full_name="Trần Thị Hoa"), commune)


def test_an_htmx_part_is_what_the_whole_page_would_show(commune, minh):
    """Similar letters: the part that htmx asks for, and the page with the button, show the same lines."""
    with at(MONDAY):
        Citizen().send(commune)
        typed = {
            "subject": "Cống kênh N3 bị tắc",
            "body": "Cống kênh N3 tắc, ruộng ngập.",
            "s-TOTAL_FORMS": "1",
            "s-INITIAL_FORMS": "0",
        }
        part = minh.browser.post(reverse("desk:similar_letters"), typed, headers={"HX-Request": "true"})
        page = minh.browser.post(reverse("desk:letter_new"), {**typed, "look": "1"})
    assert "Cống kênh N3 bị tắc" in part.content.decode()
    assert part.content.decode().strip() in page.content.decode()


def test_each_part_of_the_turn_s_page_is_what_a_reload_would_show(commune, minh):
    """What was brought before, and the sentence beside the button: asked alone, or with the whole page."""
    with at(MONDAY):
        minh.registers()
        typed = {
            "unit": str(commune.pk),
            "persons": "6",
            "v-TOTAL_FORMS": "1",
            "v-INITIAL_FORMS": "0",
            "m-TOTAL_FORMS": "1",
            "m-INITIAL_FORMS": "0",
            "m-0-summary": "Xin xác nhận ranh giới thửa đất với nhà bên cạnh.",
        }
        parts = [reverse("desk:similar_matters", args=[0]), reverse("desk:turn_counts")]
        asked = [
            minh.browser.post(part, typed, headers={"HX-Request": "true"}).content.decode() for part in parts
        ]
        page = minh.browser.post(reverse("desk:turn_new"), {**typed, "look": "1"}).content.decode()
    assert "ranh giới" in asked[0]
    assert "6 người" in asked[1]
    for part in asked:
        assert part.strip() in page


def test_letters_like_this_one_are_the_same_lines_alone_and_on_their_own_page(commune, minh):
    with at(MONDAY):
        for lan in (Citizen(), Citizen()):
            lan.send(commune)
        address = reverse("desk:alike", args=[Case.objects.latest("pk").pk])
        part = minh.browser.get(address, headers={"HX-Request": "true"}).content.decode()
        page = minh.browser.get(address).content.decode()
    assert "Cống kênh N3" in part
    assert part.strip() in page


def test_what_is_late_on_the_chair_s_page_is_the_same_alone_and_on_a_page_of_its_own(commune, hoa):
    late = make_case(commune)
    with at(late.due_on + timedelta(days=1)):
        address = reverse("desk:head_watch")
        part = hoa.browser.get(address, headers={"HX-Request": "true"}).content.decode()
        page = hoa.browser.get(address).content.decode()
    assert "Quá hạn: của ai, vì sao" in part
    assert "Không đơn nào quá ngày" not in part
    assert commune.name_on(MONDAY) in part
    assert part.strip() in page


def test_the_queue_asked_again_is_cut_out_of_the_whole_page(commune, minh):
    """It has no part of its own: htmx takes the piece it shows from the page that a reload would give."""
    with at(MONDAY):
        page = minh.browser.get(reverse("reception:queue", args=[commune.key]))
    assert 'id="hang"' in page.content.decode()
    assert 'hx-select="#hang"' in page.content.decode()


def test_the_line_at_a_counter_asked_again_is_cut_out_of_the_whole_page_and_leaves_open_forms_alone(
    commune, minh, hoa
):
    """Only who waits is asked again: whoever is at the counter, and a form that was opened there, stay."""
    with at(MONDAY):
        given = {"by": hoa.account, "on": MONDAY, "from_on": MONDAY}
        hall = counters.open_hall(unit=commune, key="mot-cua", name="Một cửa", **given)
        page = minh.browser.get(reverse("counters:desk", args=[hall.key])).content.decode()
    assert 'hx-select="#quay"' in page
    assert "<details" not in page.partition('id="quay"')[2].partition("<aside")[0]


def test_the_progress_of_an_import_is_cut_out_of_the_whole_page(commune, hoa):
    """As the queue's, while the worker has not brought the file in."""
    with at(MONDAY):
        book = SimpleUploadedFile("so.csv", as_csv(BOOK_2021, visit()).encode())
        given = {"unit": commune.key, "register": "reception", "file": book}
        address = hoa.browser.post(reverse("imports:imports"), given).url
        hoa.browser.post(reverse("imports:go", args=[address.rstrip("/").rsplit("/", 1)[-1]]))
        page = hoa.browser.get(address).content.decode()
    assert f'hx-get="{address}"' in page
    assert 'hx-select="main"' in page


def test_every_part_that_scripts_ask_for_is_tested_here():
    asked = {
        found
        for path in files(".html")
        for found in re.findall(r'hx-(?:get|post)="{% url "([\w:]+)"', path.read_text("utf-8"))
    }
    assert asked == {
        "counters:desk",
        "desk:alike",
        "desk:find_unit",
        "desk:head_watch",
        "desk:similar_letters",
        "desk:similar_matters",
        "imports:import",
        "reception:queue",
    }
