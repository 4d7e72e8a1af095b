"""The stylesheet keeps its promises: contrast, weight, and nothing inline anywhere in the tree."""

import gzip
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parent.parent
STYLE = WEB / "static" / "web" / "danvan.css"
TEMPLATES = sorted(WEB.parent.glob("*/templates/**/*.html"))
LIMIT = 10_000

TEXT = [
    ("ink", "surface"),
    ("ink", "ground"),
    ("ink", "sunk"),
    ("ink", "brand-soft"),
    ("ink", "soon-soft"),
    ("ink", "late-soft"),
    ("ink", "done-soft"),
    ("ink", "info-soft"),
    ("ink-2", "surface"),
    ("ink-2", "ground"),
    ("ink-2", "sunk"),
    ("brand", "surface"),
    ("brand", "ground"),
    ("brand", "brand-soft"),
    ("brand-2", "brand-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-2"),
    ("late", "surface"),
    ("late", "ground"),
    ("late", "late-soft"),
    ("surface", "late"),
    ("soon", "surface"),
    ("soon", "soon-soft"),
    ("done", "done-soft"),
    ("info", "info-soft"),
    ("on-spine", "spine"),
    ("on-spine", "spine-2"),
    ("on-spine-2", "spine"),
    ("on-spine-2", "spine-2"),
]
MARKS = [
    ("edge", "surface"),
    ("edge", "ground"),
    ("focus", "surface"),
    ("focus", "ground"),
    ("brand", "sunk"),
    ("late", "surface"),
    ("soon", "ground"),
    ("done", "surface"),
    ("info", "ground"),
    ("accent", "spine-2"),
]


def blocks():
    """The blocks of tokens: light, dark by the device, dark by choice, print."""
    css = STYLE.read_text()
    found = re.findall(
        r"(:root|:root:not\(\[data-theme=light\]\)|\[data-theme=dark\]) \{([^}]*--ground[^}]*)\}", css
    )
    return [dict(re.findall(r"--([\w-]+):\s*([^;]+);", body)) for _, body in found]


LIGHT, DARK, CHOSEN_DARK = blocks()[:3]
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(2 * c for c in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", TEXT, ids=" on ".join)
def test_text_has_contrast_of_4_5(theme, pair):
    front, back = (THEMES[theme][name] for name in pair)
    assert contrast(front, back) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", MARKS, ids=" on ".join)
def test_edges_focus_and_marks_have_contrast_of_3(theme, pair):
    front, back = (THEMES[theme][name] for name in pair)
    assert contrast(front, back) >= 3


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_both_ways_to_the_dark_theme_give_the_same_colours():
    assert DARK == CHOSEN_DARK


def test_paper_is_never_dark():
    css = STYLE.read_text()
    assert "@media screen and (prefers-color-scheme: dark)" in css
    assert re.search(r"@media screen \{\s*\[data-theme=dark\]", css)


def test_the_stylesheet_stays_under_its_weight():
    assert len(gzip.compress(STYLE.read_bytes(), 9)) <= LIMIT


def test_the_stylesheet_asks_nothing_of_another_host():
    css = STYLE.read_text()
    assert "url(" not in css
    assert "@import" not in css


def test_every_custom_property_that_is_used_is_defined():
    css = STYLE.read_text()
    used, defined = set(re.findall(r"var\(--([\w-]+)", css)), set(LIGHT)
    assert used <= defined


def test_forced_colours_print_and_reduced_motion_are_looked_after():
    css = STYLE.read_text()
    for query in ("forced-colors: active", "media print", "prefers-reduced-motion: no-preference"):
        assert query in css


INLINE = {
    "style attribute": re.compile(r"\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "script element without src": re.compile(r"<script\b(?![^>]*(?:\bsrc=|type=.application/json))", re.I),
    "event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "javascript address": re.compile(r"javascript:", re.I),
    "htmx code": re.compile(r"hx-on|hx-vars|js:", re.I),
    "another host": re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""", re.I),
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB.parent)))
def test_no_template_holds_anything_that_the_content_policy_forbids(template):
    text = template.read_text()
    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == []
