"""Vietnamese first, English whole: every text that somebody reads has both."""

from danvan.cli import messages

FOUND = messages.used(messages.package())
ENGLISH = messages.entries(messages.package(), "en")
VIETNAMESE = set("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def test_every_text_has_its_english():
    assert [f"{message.where}: {message.text}" for message in messages.missing(FOUND, ENGLISH)] == []


def test_blanks_to_fill_in_are_those_of_the_text():
    assert [f"{entry.path.name}:{entry.line}: {entry.text}" for entry in messages.crooked(ENGLISH)] == []


def test_no_translation_is_left_over():
    spare = messages.unused(FOUND, ENGLISH)
    assert [f"{entry.path.parents[3].name}: {entry.text}" for entry in spare] == []


def test_english_is_english():
    strange = [
        entry.text for entry in ENGLISH for form in entry.forms if len(VIETNAMESE & set(form.lower())) > 3
    ]
    assert strange == []


def test_the_master_text_has_its_marks():
    """A Vietnamese sentence of many words without a single mark was typed without them."""
    bare = [
        f"{message.where}: {message.text}"
        for message in FOUND
        if len(message.text.split()) >= 5 and not VIETNAMESE & set(message.text.lower())
    ]
    assert bare == []
