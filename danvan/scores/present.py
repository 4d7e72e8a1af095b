"""How scores are written: on the page, in a spreadsheet, for machines."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from danvan.scores.card import Card, Line, Scored
from danvan.scores.measures import Measure
from danvan.web import words

NO_DATA = "–"


def said(line: Line) -> str:
    """What was measured: 98,2% (112/114); or that there are no data."""
    if not line.whole or line.good is None:
        return _("chưa có dữ liệu")
    share = words.percent(line.good, line.whole)
    return f"{share} ({words.number(line.good)}/{words.number(line.whole)})"


def points(amount: Decimal | None) -> str:
    """Points, or a dash where there are none."""
    return NO_DATA if amount is None else words.number(float(amount))


def why_none(line: Line) -> str:
    """Why an indicator has no points; empty where it has."""
    if line.points is not None:
        return ""
    if line.indicator.measure is None or not line.whole:
        return _("chưa có dữ liệu")
    return _("chưa có thang điểm được xác nhận")


def formula(measure: Measure, line: Line) -> str:
    """How the share comes about, in words and numbers."""
    told = {"good": measure.good, "whole": measure.whole}
    worded = _("số %(good)s ÷ số %(whole)s") % told
    if not line.whole:
        return worded
    numbers = (
        f"{words.number(line.good)} ÷ {words.number(line.whole)} = {words.percent(line.good, line.whole)}"
    )
    return f"{worded}: {numbers}"


def heads(scored: Scored) -> list[str]:
    """The heads of the table of units."""
    return [_("Đơn vị"), *(each.label for each in scored.set.indicators), _("Tổng điểm"), _("Xếp loại")]


def rows(scored: Scored) -> list[tuple[Card, list[str]]]:
    """Each unit with its cells, the most points first; without points by the order of their names."""
    found = sorted(scored.units, key=lambda card: -(card.points or Decimal(-1)))
    return [(card, cells(card)) for card in found]


def cells(card: Card) -> list[str]:
    """The cells of a unit after its name."""
    shares = [words.percent(line.good, line.whole) if line.whole else NO_DATA for line in card.lines]
    return [*shares, points(card.points), card.band or NO_DATA]


def sheet(scored: Scored) -> list[list[str]]:
    """The card of the unit, an empty row, the table of those below."""
    top = [_("Chỉ số"), _("Số đo"), _("Tử số"), _("Mẫu số"), _("Điểm"), _("Tối đa")]
    card = [
        [
            line.indicator.label,
            said(line),
            NO_DATA if line.good is None else str(line.good),
            NO_DATA if line.whole is None else str(line.whole),
            points(line.points),
            points(line.most),
        ]
        for line in scored.whole.lines
    ]
    below: Sequence[list[str]] = [[card.name, *told] for card, told in rows(scored)]
    return [top, *card, [_("Cộng"), "", "", "", points(scored.whole.points), ""], [], heads(scored), *below]


def as_dict(scored: Scored) -> dict[str, Any]:
    """For machines: parts and wholes, so that anybody can divide them again."""
    return {
        "unit": scored.unit.key,
        "first": scored.span.first.isoformat(),
        "last": scored.span.last.isoformat(),
        "set": scored.set.key,
        "act": scored.set.act,
        "confidence": scored.set.confidence,
        "scale": scored.scale.act if scored.scale else None,
        "whole": _card(scored.whole),
        "units": [_card(card) for card in scored.units],
    }


def _card(card: Card) -> dict[str, Any]:
    lines = [
        {
            "indicator": line.indicator.key,
            "good": line.good,
            "whole": line.whole,
            "points": None if line.points is None else float(line.points),
        }
        for line in card.lines
    ]
    total = None if card.points is None else float(card.points)
    return {"unit": card.key, "name": card.name, "points": total, "band": card.band, "indicators": lines}
