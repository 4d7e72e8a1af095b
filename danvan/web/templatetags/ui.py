"""The components of every page. `{% load ui %}`; each is shown in all its states on the parts page.

Values (filters; None gives “chưa có”):
    {{ day|vn_date }}            05/03/2018 in <time>         {{ day|vn_day_month }}      05/03
    {{ day|vn_weekday }}         thứ Hai, 05/03/2018          {{ at|vn_moment }}          12/02/2018, 08:42
    {{ at|vn_clock }}            08:42                        {{ at|vn_clock_words }}     8 giờ 42
    {{ 2558|vn_number }}         2.558                        {{ 207|percent_of:210 }}    98,6%
    {{ file.size|vn_bytes }}     1,2 MB                       {{ 4|days_left }}           còn 4 ngày làm việc
    {{ -2|calendar_days_left }}  quá 2 ngày                   {{ case.code|code_groups }} 7KDM-R4PX-92TH-V6
    {{ phone|masked }}           ••• ••• •417                 {{ phone|vn_phone }}        0900 000 417

Small things (tags):
    {% badge "Đang giải quyết" "work" %}       plain (new), work, wait, done, stop
    {% due chip %}                             a parts.Due; or a date: {% due day left=4 word="còn 4 ngày" %}
    {% due state="stop" word="đã trả lời" %}   a clock that does not run
    {% qr url label %}                         {% spark values %}        {% progress 62 100 "Tiến độ nhập" %}

Forms (a form of danvan.web.forms; <form novalidate>):
    {% errors form %} {% errors form formset %}             first thing on the page
    {% field form.name %}                                    label, hint, error, control; any BoundField
    {% field form.kind look="segs" %}                        radio buttons in one line (default: cards)
    {% field form.day css="g3" autofocus=True list="days" %} class of the block; other words become attributes
    {% filters form keep="tab sort" %}                       GET form with a button; keeps other parts of the address
    {% filters form more=names %}                            the fields of these names stand behind a heading that opens

Lists and figures (values of danvan.web.parts):
    {% why derivation.cells today=day start="Nhận" %}  strip calendar    {% thread steps %}  timeline of parts.Step
    {% ledger rows slim=True %}                parts.Row           {% tabs items "Nhóm việc" %}        parts.Tab
    {% table_head columns sort="due" %}        <thead> with sort links (needs request in the context)
    {% pages page %}                           numbers of a Django Page; keeps the query
    {% tile "Lượt tiếp" 2558 url=u note="…" late=True trend=values %}      inside <div class="tiles">
    {% proof sum %}                            parts.Proof: terms and “Khớp” or “Lệch 2”
    {% bar_chart "Lượt theo nội dung" bars share=True desc="…" %}          parts.Bar; a table stands beside it
    {% column_chart "Lượt theo quý" bars %}
    {% crumbs items %}  {% steps items %}  {% facts pairs %}  {% clock pairs %}    lists of pairs (label, value or url)
    {% empty "Không có việc nào quá hạn" "Việc gần hạn nhất: …" url=u link="Xem việc tuần này" %}

Blocks:
    {% disclosure "Xem cách tính" %}…{% enddisclosure %}     {% disclosure "…" opened=True %}
    {% dialog "tra-lai" "Trả lại đơn này?" %}…{% enddialog %}  opened by <a href="#tra-lai">, works without a script
    {% scroll "Bảng theo xã" %}<table>…</table>{% endscroll %} a wide table that scrolls inside its own frame
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from danvan.lib import dates
from danvan.web import charts, fields, strip, words
from danvan.web.parts import Bar, Column, Due, DueState, Proof, Row, Step, Tab
from danvan.web.templatetags.values import FILTERS

register = template.Library()
for _name, _filter in FILTERS.items():
    register.filter(_name, _filter)

BADGES = ("", "work", "wait", "done", "stop")


@register.simple_tag
@lru_cache(maxsize=512, typed=True)  # what is safe already is another word
def badge(word: str, kind: str = "") -> SafeString:
    """A status in words. ValueError for a kind that the stylesheet does not know."""
    if kind not in BADGES:
        raise ValueError(f"badge kind {kind!r}: use one of {BADGES}")
    return format_html('<span class="badge{}">{}</span>', f" {kind}" if kind else "", word)


@register.simple_tag
def due(
    what: Due | date | None = None,
    *,
    today: date | None = None,
    left: int | None = None,
    state: str = "",
    word: str = "",
    short: bool = False,
) -> SafeString:
    """The due chip. `left` counts working days; `word` replaces the words, `state` the state."""
    if isinstance(what, Due):
        chip = what
    elif isinstance(what, date):
        chip = Due.of(words.as_day(what), today or dates.today(), left=left, short=short)
    else:
        chip = Due.paused(word)
    return _chip(chip, DueState(state or chip.state), word or chip.word, get_language())


@lru_cache(maxsize=1024, typed=True)
def _chip(chip: Due, css: DueState, said: str, _language: str | None) -> SafeString:
    """The chip as markup; many cases of a list end on the same day."""
    if chip.on is None:
        return format_html('<span class="due {}">{}</span>', css, said)
    shown = said == words.short(chip.on)
    title = "" if shown else format_html(' title="{}"', words.with_weekday(chip.on))
    return format_html(
        '<time class="due {}" datetime="{}"{}>{}</time>', css, chip.on.isoformat(), title, said
    )


@register.simple_tag
def qr(text: str, label: str) -> SafeString:
    """A QR code as inline SVG, black on white in both themes; `label` says what it opens."""
    side, path = _qr_path(str(text))
    return format_html(
        '<svg class="qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
        '<path fill="#000" d="{2}"/></svg>',
        side,
        label,
        path,
    )


@lru_cache(maxsize=256)
def _qr_path(text: str) -> tuple[int, str]:
    """The side in modules and the path of the dark runs, row by row."""
    rows = [bytes(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            end = x
            while end < len(row) and row[end]:
                end += 1
            if end > x:
                runs.append(f"M{x} {y}h{end - x}v1h-{end - x}z")
            x = max(end, x + 1)
    return len(rows), "".join(runs)


@register.simple_tag
def spark(values: Sequence[float]) -> SafeString:
    """A sparkline without axis; never alone: the figure stands beside it."""
    if len(values) < 2:
        return mark_safe("")
    points = charts.spark(values)
    return format_html(
        '<svg viewBox="0 0 96 24" width="96" height="24" aria-hidden="true"><polyline class="line" points="{}"/>'
        '<circle class="dot" cx="{}" cy="{}" r="3"/></svg>',
        " ".join(f"{x},{y}" for x, y in points),
        *points[-1],
    )


@register.simple_tag
def progress(value: int, top: int, label: str) -> SafeString:
    """Native progress with its words."""
    said = words.percent(value, top, 0)
    return format_html(
        '<label>{} <progress value="{}" max="{}">{}</progress></label>', label, value, top, said
    )


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, css: str = "", look: str = "", label: str = "", **attrs: Any) -> dict[str, Any]:
    """A field with label, hint, error and control."""
    return fields.describe(bound, css=css, look=look, label=label, attrs=attrs)


@register.inclusion_tag("web/parts/errors.html")
def errors(*forms: Any) -> dict[str, Any]:
    """The summary of errors with links to the fields; nothing when there is none."""
    return fields.summary(forms)


@register.inclusion_tag("web/parts/filters.html", takes_context=True)
def filters(context: Context, form: Any, keep: str = "", more: Sequence[str] = ()) -> dict[str, Any]:
    """A GET form with a button; `keep` names the other parts of the address that stay, as “tab sort”.

    The fields in `more` stand behind a heading, which is open when one of them is filled in or wrong.
    """
    request = context.get("request")
    kept = [(name, request.GET[name]) for name in keep.split() if name in request.GET] if request else []
    bounds = form.visible_fields()
    shown = [
        fields.describe(bound, css="", look="", label="", attrs={})
        for bound in bounds
        if bound.name not in more
    ]
    behind = [bound for bound in bounds if bound.name in more]
    opened = any(form.errors.get(name) or form.cleaned_data.get(name) for name in more)
    return {"fields": shown, "behind": behind, "opened": opened, "form": form, "kept": kept}


@register.inclusion_tag("web/parts/why.html")
def why(cells: Any, today: date | None = None, start: str = "", label: str = "") -> dict[str, Any]:
    """The strip calendar of a due date; `today` is outlined when given, `start` is the word of the first cell."""
    return {"cells": strip.cells(cells, today, start), "label": label or gettext("Từng ngày của thời hạn")}


@register.inclusion_tag("web/parts/thread.html")
def thread(steps: Sequence[Step]) -> dict[str, Any]:
    """The timeline, newest first, the next step on top: the caller orders it."""
    return {"steps": steps}


@register.inclusion_tag("web/parts/ledger.html")
def ledger(rows: Sequence[Row], slim: bool = False) -> dict[str, Any]:
    """Dates and numbers left of the double rule, matters right of it."""
    return {"rows": rows, "slim": slim}


@register.inclusion_tag("web/parts/tabs.html")
def tabs(items: Sequence[Tab], label: str = "") -> dict[str, Any]:
    """Tabs are links with an address."""
    return {"items": items, "label": label or gettext("Nhóm")}


@register.inclusion_tag("web/parts/table_head.html", takes_context=True)
def table_head(context: Context, columns: Sequence[Column], sort: str = "") -> dict[str, Any]:
    """The head of a table; `sort` is the order when the address asks for none. “-due” is descending."""
    request = context.get("request")
    now = request.GET.get("sort", sort) if request else sort
    heads = []
    for column in columns:
        up, down = now == column.key, now == f"-{column.key}"
        direction = ("ascending" if up else "descending" if down else "") if column.key else ""
        url = _query(request, sort=f"-{column.key}" if up else column.key) if column.key else ""
        heads.append({"column": column, "direction": direction, "url": url})
    return {"heads": heads}


@register.inclusion_tag("web/parts/pages.html", takes_context=True)
def pages(context: Context, page: "Page[Any]") -> dict[str, Any]:
    """Numbers of pages, and the ones before and after; nothing when there is only one."""
    request, paginator = context.get("request"), page.paginator
    numbers = [
        {
            "number": n,
            "url": _query(request, page=n) if isinstance(n, int) else "",
            "current": n == page.number,
        }
        for n in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    ]
    before = _query(request, page=page.number - 1) if page.has_previous() else ""
    after = _query(request, page=page.number + 1) if page.has_next() else ""
    return {"numbers": numbers, "before": before, "after": after, "several": paginator.num_pages > 1}


def _query(request: Any, **changes: Any) -> str:
    """The query of this address with some parts changed; a new order starts at the first page again."""
    query = request.GET.copy() if request else QueryDict(mutable=True)
    if "sort" in changes:
        query.pop("page", None)
    for name, value in changes.items():
        query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("web/parts/tile.html")
def tile(label: str, figure: Any, **options: Any) -> dict[str, Any]:
    """A figure card. Options: url, note (one line of context), late, trend (values of a sparkline)."""
    shown = words.number(figure) if figure is None or isinstance(figure, int | float) else figure
    return {"label": label, "figure": shown, **options}


@register.inclusion_tag("web/parts/proof.html")
def proof(proof: Proof) -> dict[str, Any]:
    """A sum with its verdict in words."""
    return {"proof": proof}


@register.inclusion_tag("web/parts/bar_chart.html")
def bar_chart(title: str, bars: Sequence[Bar], desc: str = "", share: bool = False) -> dict[str, Any]:
    """Lying bars with their values; the same figures stand in a table or sentence beside them."""
    return {"title": title, "desc": desc or _told(bars), "chart": charts.lying(title, bars, share=share)}


@register.inclusion_tag("web/parts/column_chart.html")
def column_chart(title: str, bars: Sequence[Bar], desc: str = "") -> dict[str, Any]:
    """Standing bars, for a row of periods."""
    return {"title": title, "desc": desc or _told(bars), "chart": charts.standing(title, bars)}


def _told(bars: Sequence[Bar]) -> str:
    """The chart as a sentence, for those who do not see it."""
    return "; ".join(f"{bar.label}: {words.number(bar.value)}" for bar in bars)


@register.inclusion_tag("web/parts/crumbs.html")
def crumbs(items: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Where this page lies: pairs (label, url); the last one has no address."""
    return {"items": items}


@register.inclusion_tag("web/parts/steps.html")
def steps(items: Sequence[tuple[str, str]], label: str = "") -> dict[str, Any]:
    """The steps of a form or the chain of a case: pairs (label, state), state past, now or empty."""
    return {"items": items, "label": label or gettext("Các bước")}


@register.inclusion_tag("web/parts/facts.html")
def facts(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """A list of names and values."""
    return {"pairs": pairs}


@register.inclusion_tag("web/parts/clock.html")
def clock(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The clock strip on top of a case."""
    return {"pairs": pairs}


@register.inclusion_tag("web/parts/empty.html")
def empty(title: str, text: str = "", url: str = "", link: str = "") -> dict[str, Any]:
    """What is empty, then the nearest useful thing."""
    return {"title": title, "text": text, "url": url, "link": link}


@register.simple_block_tag
def disclosure(content: str, summary: str, opened: bool = False) -> SafeString:
    """Something longer that opens in its place."""
    return format_html(
        "<details{}><summary>{}</summary>{}</details>", mark_safe(" open") if opened else "", summary, content
    )


@register.simple_block_tag
def dialog(content: str, ident: str, title: str) -> SafeString:
    """A question on top of the page, opened by a link to its id."""
    return format_html(
        '<div class="ask" id="{0}" role="dialog" aria-labelledby="{0}-h"><div class="stack">'
        '<h2 id="{0}-h">{1}</h2>{2}</div></div>',
        ident,
        title,
        content,
    )


@register.simple_block_tag
def scroll(content: str, label: str, css: str = "") -> SafeString:
    """A frame in which a wide table scrolls, reachable by keyboard."""
    return format_html(
        '<div class="scroll{}" tabindex="0" role="region" aria-label="{}">{}</div>',
        f" {css}" if css else "",
        label,
        content,
    )
