"""Texts are found in code and templates; what has no English is named."""

from pathlib import Path

import pytest

from danvan.cli import messages
from danvan.cli.extract import of_python, of_template

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
a = _("Gửi đơn")
b = _("Còn " "%(days)s ngày")
c = ngettext("%(n)s đơn", "%(n)s các đơn", 2)
d = pgettext("nút", "Đóng")
e = _(a)
"""
PAGE = """{% load i18n %}
<h1 title="{% translate 'Tiêu đề' %}">{{ name|default:_("Không tên") }}</h1>
    {% blocktranslate trimmed count n=many %}
      {{ n }} đơn
    {% plural %}
      {{ n }} các đơn
    {% endblocktranslate %}
{% translate "Đóng" context "nút" %} it's "odd" (really
  {# một ghi chú #}
{% blocktranslate with name=person %}Chào {{ name }}{% endblocktranslate %}
"""
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Gửi đơn"
msgstr "Send"

msgid "Còn %(days)s ngày"
msgstr "%(day)s days left"

msgid "Đã thôi dùng"
msgstr "No longer used"

#, fuzzy
msgid "Không tên"
msgstr "No name"

msgid "%(n)s đơn"
msgid_plural "%(n)s các đơn"
msgstr[0] "one letter"
msgstr[1] "%(n)s letters"
"""


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A small package with one app."""
    app = tmp_path / "danvan" / "petitions"
    (app / "templates" / "petitions").mkdir(parents=True)
    (app / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (app / "tests").mkdir()
    (app / "views.py").write_text(CODE)
    (app / "tests" / "test_views.py").write_text('_("Chỉ trong kiểm thử")')
    (app / "templates" / "petitions" / "page.html").write_text(PAGE)
    (app / "locale" / "en" / "LC_MESSAGES" / "django.po").write_text(CATALOGUE)
    return tmp_path / "danvan"


def test_texts_of_code_are_found(top: Path) -> None:
    found = [
        (text, plural, context) for _, text, plural, context in of_python(top / "petitions" / "views.py")
    ]
    assert sorted(found) == [
        ("%(n)s đơn", "%(n)s các đơn", ""),
        ("Còn %(days)s ngày", "", ""),
        ("Gửi đơn", "", ""),
        ("Đóng", "", "nút"),
    ]


def test_texts_of_templates_are_found(top: Path) -> None:
    found = of_template(top / "petitions" / "templates" / "petitions" / "page.html")
    assert sorted((text, plural, context) for _, text, plural, context in found) == [
        ("%(n)s đơn", "%(n)s các đơn", ""),
        ("Chào %(name)s", "", ""),
        ("Không tên", "", ""),
        ("Tiêu đề", "", ""),
        ("Đóng", "", "nút"),
    ]


def test_what_has_no_whole_translation_is_missing(top: Path) -> None:
    gone = messages.missing(messages.used(top), messages.entries(top, "en"))
    assert {message.text for message in gone} == {"Không tên", "Tiêu đề", "Đóng", "Chào %(name)s"}


def test_a_translation_with_other_blanks_is_crooked_but_a_plural_may_leave_one_out(top: Path) -> None:
    assert [entry.text for entry in messages.crooked(messages.entries(top, "en"))] == ["Còn %(days)s ngày"]


def test_a_translation_that_nobody_uses_is_named(top: Path) -> None:
    assert [entry.text for entry in messages.unused(messages.used(top), messages.entries(top, "en"))] == [
        "Đã thôi dùng"
    ]


def test_a_skeleton_can_be_read_back(top: Path, tmp_path: Path) -> None:
    message = messages.Message("petitions", "views.py:1", 'Đơn "gấp"\nmới', "Các đơn", "nút")
    path = top / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n' + messages.skeleton(message)
    )
    read = [entry for entry in messages.entries(top, "en") if entry.path == path]
    assert [(entry.text, entry.context, entry.whole) for entry in read] == [('Đơn "gấp"\nmới', "nút", False)]
