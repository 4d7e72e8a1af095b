"""The desk runs with its own catalogue and that of web, and no other."""

from danvan.cli import messages


def test_every_text_of_the_desk_has_its_english_in_a_catalogue_that_the_desk_loads():
    shown = [text for text in messages.used(messages.package()) if text.app == "keydesk"]
    loaded = {"keydesk", "web"}
    known = [one for one in messages.entries(messages.package(), "en") if one.path.parents[3].name in loaded]
    assert [text.text for text in messages.missing(shown, known)] == []
