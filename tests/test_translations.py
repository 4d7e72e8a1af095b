"""Vietnamese first, English whole: every text that somebody reads has both."""

import re
from collections import Counter

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override, pgettext

from danvan.cli import messages

VIETNAMESE = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


@pytest.fixture(scope="module")
def found():
    return messages.used(messages.package())


@pytest.fixture(scope="module")
def english():
    return messages.entries(messages.package(), "en")


def test_every_text_has_its_english(found, english):
    assert [f"{message.where}: {message.text}" for message in messages.missing(found, english)] == []


def test_no_catalogue_says_a_text_twice():
    """A catalogue is read by gettext's own tools: of two entries of one text they take neither."""
    twice = []
    for path in sorted(messages.package().glob("**/locale/*/LC_MESSAGES/*.po")):
        keys = re.findall(r'(?m)^((?:msgctxt .*\n(?:".*"\n)*)?msgid .*(?:\n".*")*)', path.read_text())
        twice += [f"{path.parents[3].name}: {key}" for key, times in Counter(keys).items() if times > 1]
    assert twice == []


def test_blanks_to_fill_in_are_those_of_the_text(english):
    assert [f"{entry.path.name}:{entry.line}: {entry.text}" for entry in messages.crooked(english)] == []


def test_no_translation_is_left_over(found, english):
    spare = messages.unused(found, english)
    assert [f"{entry.path.parents[3].name}: {entry.text}" for entry in spare] == []


def test_english_is_english(english):
    strange = [
        entry.text for entry in english for form in entry.forms if len(VIETNAMESE & set(form.lower())) > 3
    ]
    assert strange == []


def test_the_master_text_has_its_marks(found):
    """A Vietnamese sentence of many words without a single mark was typed without them."""
    bare = [
        f"{message.where}: {message.text}"
        for message in found
        if len(message.text.split()) >= 5 and not VIETNAMESE & set(message.text.lower())
    ]
    assert bare == []


def read_in(language, message):
    """A text as a page of ours shows it, of one and of many: Django looks in its own and its libraries' words too."""
    said, text, plural = message.context, message.text, message.plural
    with override(language):
        if not plural:
            return {pgettext(said, text) if said else _(text)}
        return {npgettext(said, text, plural, n) if said else ngettext(text, plural, n) for n in (1, 2)}


def test_no_text_of_ours_is_a_word_that_django_says_otherwise(found):
    """Django's “Thu” is Thursday: a button of that name for taking a fee would read “Thứ 5”."""
    ours = {message.key: message for message in found}.values()
    strange = [(message, read_in("vi", message) - {message.text, message.plural}) for message in ours]
    assert [(message.where, message.text, said) for message, said in strange if said] == []


def test_english_is_read_where_the_text_is_shown(found, english):
    """The key desk is a server of its own: a word that only its catalogue has stays Vietnamese everywhere else."""
    forms = {}
    for entry in english:
        forms.setdefault((entry.context, entry.text), set()).update(entry.forms)
    ours = [message for message in found if message.app != "keydesk"]
    lost = [message for message in ours if not read_in("en", message) <= forms[message.key]]
    assert [f"{message.where}: {message.text}" for message in lost] == []
