"""Every component, in each of its states."""

from datetime import date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from danvan.lib import dates
from danvan.lib.dates import VIETNAM
from danvan.web import specimens, strip, words
from danvan.web.parts import Bar, Column, Due, DueState, Proof, Row, Step, Tab, Term

TODAY = date(2018, 2, 27)


def render(text, address="/", **values):
    request = RequestFactory().get(address)
    return Template("{% load ui %}" + text).render(Context({"request": request, **values}))


# --- words


@pytest.mark.parametrize(
    "template,text",
    [
        ("{{ 2558|vn_number }}", "2.558"),
        ("{{ 0|vn_number }}", "0"),
        ("{{ 1.23|vn_number }}", "1,23"),
        ("{{ none|vn_number }}", "chưa có"),
        ("{{ 207|percent_of:210 }}", "98,6%"),
        ("{{ 1|percent_of:80 }}", "1,3%"),
        ("{{ 1|percent_of:0 }}", "chưa có"),
        ("{{ 512|vn_bytes }}", "512 byte"),
        ("{{ 860160|vn_bytes }}", "840 kB"),
        ("{{ 1258291|vn_bytes }}", "1,2 MB"),
        ("{{ 10485760|vn_bytes }}", "10 MB"),
        ("{{ 4|days_left }}", "còn 4 ngày làm việc"),
        ("{{ 0|days_left }}", "hôm nay"),
        ("{{ -2|days_left }}", "quá 2 ngày làm việc"),
        ("{{ -2|calendar_days_left }}", "quá 2 ngày"),
        ('{{ "0900000417"|vn_phone }}', "0900 000 417"),
        ('{{ "02390000000"|vn_phone }}', "0239 000 0000"),
    ],
)
def test_numbers_and_spans_are_written_as_the_house_writes_them(template, text):
    assert render(template, none=None) == text


def test_english_writes_numbers_its_own_way_and_keeps_the_order_of_dates():
    with override("en"):
        assert words.number(2558) == "2,558"
        assert words.percent(207, 210) == "98.6%"
        assert words.short(date(2018, 3, 5)) == "05/03/2018"


@pytest.mark.parametrize(
    "name,text",
    [
        ("vn_date", '<time datetime="2018-03-05">05/03/2018</time>'),
        ("vn_day_month", '<time datetime="2018-03-05">05/03</time>'),
        ("vn_weekday", '<time datetime="2018-03-05">thứ Hai, 05/03/2018</time>'),
    ],
)
def test_a_day_can_be_read_by_people_and_machines(name, text):
    assert render("{{ day|" + name + " }}", day=date(2018, 3, 5)) == text


def test_a_moment_is_told_on_the_clock_of_viet_nam():
    at = datetime(2018, 2, 12, 8, 42, tzinfo=VIETNAM).astimezone(tz=None)
    assert ">12/02/2018, 08:42<" in render("{{ at|vn_moment }}", at=at)
    assert ">08:42<" in render("{{ at|vn_clock }}", at=at)
    assert ">8 giờ 42<" in render("{{ at|vn_clock_words }}", at=at)


def test_a_day_not_known_is_said_to_be_missing():
    assert "chưa có" in render("{{ day|vn_date }}", day=None)


def test_a_code_stands_in_its_groups_and_a_number_is_masked():
    assert "7KDM-R4PX-92TH-V6" in render("{{ code|code_groups }}", code="7KDMR4PX92THV6")
    masked = render("{{ phone|masked }}", phone="0900000417")
    assert "417" in masked
    assert "0900" not in masked
    assert "12345" not in render("{{ phone|masked }}", phone="12345")


# --- chips


@pytest.mark.parametrize(
    "offset,left,state,word",
    [
        (6, 4, "on", "05/03/2018"),
        (0, 0, "soon", "hôm nay"),
        (1, 1, "soon", "mai"),
        (6, 2, "soon", "05/03/2018"),
        (2, None, "soon", "01/03/2018"),
        (3, None, "on", "02/03/2018"),
        (-2, None, "late", "quá 2 ngày"),
    ],
)
def test_a_due_chip_has_its_state_and_its_words(offset, left, state, word):
    chip = Due.of(TODAY + timedelta(days=offset), TODAY, left=left)
    assert (chip.state, chip.word) == (DueState(state), word)
    assert f'class="due {state}"' in render("{% due chip %}", chip=chip)
    assert word in render("{% due day today=today left=left %}", day=chip.on, today=TODAY, left=left)


def test_a_stopped_clock_says_so():
    assert render('{% due state="stop" %}') == '<span class="due stop">đang dừng</span>'
    assert "đã trả lời" in render('{% due state="stop" word="đã trả lời" %}')


def test_badges_are_words_and_escape_them():
    assert render('{% badge "Mới nhận" %}') == '<span class="badge">Mới nhận</span>'
    assert 'class="badge work"' in render('{% badge "Đang giải quyết" "work" %}')
    assert "&lt;b&gt;" in render("{% badge word %}", word="<b>")
    with pytest.raises(ValueError, match="badge kind"):
        render('{% badge "?" "pink" %}')


# --- the strip calendar


def test_the_strip_counts_ten_working_days_over_tet():
    cells = strip.cells(specimens.strip(), TODAY, "Nhận")
    assert [cell.number for cell in cells if cell.number] == list(range(1, 10))
    assert (cells[0].css, cells[0].main, cells[0].word) == ("start", "12/2", "Nhận")
    assert (cells[-1].css, cells[-1].top, cells[-1].main, cells[-1].word) == ("due-day", "T2", "5", "Hạn")
    assert [cell.word for cell in cells if cell.css == "off"] == ["Tết"] * 7 + ["Nghỉ"] * 4
    assert [cell.top for cell in cells if cell.css == "today"] == ["Nay"]
    assert "1/3" in [cell.main for cell in cells]


def test_a_long_strip_collapses_whole_counted_weeks_into_one_cell():
    cells = strip.cells(specimens.long_strip())
    weeks = [cell for cell in cells if cell.css == "week"]
    assert [(cell.top, cell.main, cell.word) for cell in weeks] == [("5 tuần", "12/3 – 15/4", "ngày 5–39")]
    assert cells[0].css == "start d3"
    assert len(cells) == 46 - 35 + 1


def test_the_week_of_today_is_never_hidden_in_a_collapsed_cell():
    cells = strip.cells(specimens.long_strip(), date(2018, 3, 28))
    assert [cell.top for cell in cells if "today" in cell.css] == ["Nay"]
    assert len([cell for cell in cells if cell.css == "week"]) == 2


def test_weeks_that_the_law_collapsed_are_shown_as_weeks():
    monday = date(2018, 3, 12)
    given = [
        {"day": monday - timedelta(days=1), "kind": "start", "number": 0},
        {"day": monday, "until": monday + timedelta(days=6), "kind": "week", "number": 7},
        {
            "day": monday + timedelta(days=7),
            "until": monday + timedelta(days=13),
            "kind": "week",
            "number": 14,
        },
        {"day": monday + timedelta(days=14), "kind": "due", "number": None},
    ]
    assert [cell.word for cell in strip.cells(given)] == ["Nhận", "ngày 1–14", "Hạn"]


def test_the_strip_is_a_list_with_a_name():
    html = render("{% why cells today=today %}", cells=specimens.strip(), today=TODAY)
    assert html.count("<li") == 22
    assert 'aria-label="Từng ngày của thời hạn"' in html


# --- fields and errors


def specimen(**typed):
    return specimens.SpecimenForm(typed or None)


def test_a_field_has_label_hint_error_and_control_in_that_order():
    html = render("{% field form.phone %}", form=specimen(phone="0900 000 41"))
    places = [html.index(part) for part in ("<label", "Để báo tin", "thiếu 1 chữ số", "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_phone-hint id_phone-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="field wrong"' in html
    assert 'value="0900 000 41"' in html


def test_a_field_without_errors_does_not_speak_of_any():
    html = render("{% field form.commune %}", form=specimen())
    assert "aria-invalid" not in html
    assert "aria-describedby" not in html


def test_optional_fields_say_so_and_needed_ones_carry_no_star():
    assert "(không bắt buộc)" in render("{% field form.citizen %}", form=specimen())
    needed = render("{% field form.name %}", form=specimen())
    assert "(không bắt buộc)" not in needed
    assert "*" not in needed


def test_choices_are_a_group_with_a_legend_and_hints():
    html = render("{% field form.kind %}", form=specimen(name="Lan"))
    assert html.startswith('<fieldset class="field wrong" aria-describedby="id_kind-error">')
    assert html.count('type="radio"') == 2
    assert "Phản ánh, kiến nghị" in html
    assert 'class="segs"' in render('{% field form.times look="segs" %}', form=specimen())


@pytest.mark.parametrize(
    "name,part",
    [
        ("told", "<textarea"),
        ("commune", "<select"),
        ("papers", 'type="file"'),
        ("secret", 'type="password"'),
        ("read", 'type="checkbox"'),
        ("since", 'inputmode="numeric"'),
    ],
)
def test_every_kind_of_control_has_its_label(name, part):
    html = render("{% field field %}", field=specimen()[name])
    assert part in html
    assert f'<label for="id_{name}">' in html
    assert f'id="id_{name}"' in html


def test_other_words_of_the_call_become_attributes():
    html = render('{% field form.name css="g6" list="names" autofocus=True %}', form=specimen())
    assert 'class="field g6"' in html
    assert 'list="names"' in html
    assert " autofocus" in html


def test_the_summary_leads_to_every_field_and_says_that_nothing_is_lost():
    form = specimen(name="Lan", phone="0900")
    html = render("{% errors form %}", form=form)
    for error_list in form.errors.values():
        for text in error_list:
            assert text in html
    assert 'href="#id_phone"' in html
    assert 'href="#id_kind_0"' in html
    assert 'role="alert"' in html
    assert "Những gì đã viết vẫn còn nguyên." in html


def test_there_is_no_summary_without_errors():
    assert render("{% errors form %}", form=specimen()).strip() == ""


def test_a_filter_bar_is_a_get_form_that_keeps_what_it_is_told():
    html = render('{% filters form keep="sort" %}', "/?sort=-due&page=3", form=specimens.SpecimenFilter({}))
    assert 'method="get"' in html
    assert '<input type="hidden" name="sort" value="-due">' in html
    assert 'name="page"' not in html


# --- lists


def test_a_timeline_shows_done_next_due_and_internal_steps():
    html = render("{% thread steps %}", steps=specimens.steps())
    assert html.count("<li") == 5
    for part in (
        'class="next answer"',
        'class="next"',
        'class="inner"',
        'datetime="2018-02-26"',
        ">Biên bản</a>",
    ):
        assert part in html


def test_a_day_of_another_year_shows_its_year_in_a_timeline():
    html = render("{% thread steps %}", steps=[Step("Nhận đơn", on=date(2018, 2, 26), beside="10:57")])
    assert "<b>26/02</b>2018<br>10:57" in html
    assert Step("Nhận đơn", on=dates.today()).year == ""


def test_a_timeline_escapes_what_people_wrote():
    assert "<script>" not in render("{% thread steps %}", steps=[Step("<script>", text="<script>")])


def test_a_ledger_has_dates_left_and_matters_right():
    html = render("{% ledger rows slim=True %}", rows=[*specimens.rows(), Row("012", "Có hẹn")])
    assert html.startswith('<ol class="ledger slim small">')
    assert 'class="late-text"' in html
    assert 'class="due soon"' in html


def test_sort_links_turn_the_order_and_keep_the_filters():
    columns = [Column("Hạn", "due"), Column("Việc", "title"), Column("Lượt", number=True)]
    html = render("{% table_head columns sort='due' %}", "/?topic=land&page=4", columns=columns)
    assert 'aria-sort="ascending"><a href="?topic=land&amp;sort=-due"' in html
    assert 'href="?topic=land&amp;sort=title"' in html
    assert '<th scope="col" class="n">Lượt</th>' in html
    assert 'aria-sort="descending"' in render("{% table_head columns %}", "/?sort=-due", columns=columns)


def test_pages_have_numbers_and_keep_the_query():
    page = Paginator(range(500), 50).page(2)
    html = render("{% pages page %}", "/?topic=land&page=2", page=page)
    assert 'href="?topic=land&amp;page=3"' in html
    assert 'aria-current="page">2<' in html
    assert 'rel="prev"' in html
    assert render("{% pages page %}", page=Paginator([], 50).page(1)).strip() == ""


def test_tabs_are_links_and_zero_is_shown():
    html = render(
        "{% tabs items %}", items=[Tab("Của tôi", "/a", 1180, current=True), Tab("Quá hạn", "/b", 0)]
    )
    assert '<a href="/a" aria-current="page">Của tôi <span class="n">1.180</span></a>' in html
    assert '<span class="n">0</span>' in html


# --- figures


def test_a_proof_says_whether_the_sum_holds():
    held = Proof([Term(210, "đơn")], [Term(207, "đủ"), Term(3, "không đủ")])
    html = render("{% proof p %}", p=held)
    assert "Khớp" in html
    assert html.index("<i>=</i>") < html.index("<i>+</i>")
    broken = Proof([Term(210, "đơn")], [Term(207, "đủ"), Term(1, "không đủ")], "/rows")
    html = render("{% proof p %}", p=broken)
    assert "Lệch 2" in html
    assert 'href="/rows"' in html


def test_a_tile_links_whole_and_shows_zero_and_unknown():
    assert render('{% tile "Lượt" 2558 url="/x" note="tuần này" %}').startswith('<a class="tile" href="/x">')
    assert "<strong>2.558</strong>" in render('{% tile "Lượt" 2558 %}')
    assert "<strong>0</strong>" in render('{% tile "Lượt" 0 %}')
    assert "chưa có" in render('{% tile "Lượt" none %}', none=None)
    assert "<polyline" in render('{% tile "Lượt" 1 trend=trend %}', trend=[1, 2, 3])


@pytest.mark.parametrize("tag", ["bar_chart", "column_chart"])
@pytest.mark.parametrize("values", [(97, 1, 0), (0, 0), (), (1_000_000, 5)], ids=str)
def test_charts_have_title_description_and_values(tag, values):
    bars = [Bar(f"Nội dung {index}", value) for index, value in enumerate(values)]
    html = render("{% " + tag + ' "Lượt theo nội dung" bars %}', bars=bars)
    assert 'role="img"' in html
    assert "<title" in html
    assert "<desc" in html
    assert html.count('class="b"') == len(values)
    for value in values:
        assert words.number(value) in html


def test_bars_start_at_zero_and_are_as_long_as_their_values():
    html = render('{% bar_chart "x" bars %}', bars=[Bar("a", 100), Bar("b", 50), Bar("c", 0)])
    widths = [int(part.split('"')[1]) for part in html.split(" width=")[1:]]
    assert widths[1] * 2 == pytest.approx(widths[0], abs=1)
    assert widths[2] == 0


def test_a_qr_code_is_svg_without_style():
    html = render('{% qr "https://vidu.vn/x" "Mã QR mở trang theo dõi" %}')
    assert 'role="img" aria-label="Mã QR mở trang theo dõi"' in html
    assert "style" not in html
    assert html.startswith('<svg class="qr" viewBox="0 0 ')


def test_small_blocks_render():
    assert (
        render('{% disclosure "Xem" %}<p>x</p>{% enddisclosure %}')
        == "<details><summary>Xem</summary><p>x</p></details>"
    )
    assert render('{% disclosure "Xem" opened=True %}{% enddisclosure %}').startswith("<details open>")
    assert 'id="hoi" role="dialog" aria-labelledby="hoi-h"' in render(
        '{% dialog "hoi" "Hỏi?" %}{% enddialog %}'
    )
    assert 'tabindex="0" role="region" aria-label="Bảng"' in render('{% scroll "Bảng" %}{% endscroll %}')
    assert '<progress value="62" max="100">62%</progress>' in render('{% progress 62 100 "Nhập" %}')
    assert "Không có việc nào" in render('{% empty "Không có việc nào" "…" url="/" link="Xem" %}')
    assert "<dt>Việc</dt>" in render("{% facts pairs %}", pairs=[("Việc", "Cống")])
    assert "<dt>Việc</dt>" in render("{% clock pairs %}", pairs=[("Việc", "Cống")])
    assert 'aria-current="step"' in render("{% steps items %}", items=[("Một", "past"), ("Hai", "now")])
    assert 'aria-current="page"' in render("{% crumbs items %}", items=[("Hộp việc", "/"), ("Đơn", "")])
