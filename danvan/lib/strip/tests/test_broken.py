"""Broken and hostile files: never an error but the refusal, and never a mark in what is given back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.lib.strip import CannotStrip, strip
from danvan.lib.strip.tests import files
from danvan.lib.strip.tests.files import MARK

MADE = (
    files.photograph(),
    files.drawing(),
    files.animation(),
    files.web_picture(),
    files.pdf(),
    files.pdf(compress_streams=False),
    files.word(),
    files.sheet(),
    files.slides(),
)
BEGINNINGS = (
    b"",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"RIFF\x00\x00\x00\x00WEBP",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
)
LONG = 1_000
change = st.tuples(
    st.sampled_from(("flip", "cut", "insert")), st.floats(0, 1), st.binary(min_size=1, max_size=12)
)


def mutated(content: bytes, changes: list[tuple[str, float, bytes]]) -> bytes:
    """The file with bytes put for others, cut out, or added."""
    for what, place, some in changes:
        at = int(place * len(content))
        if what == "flip":
            content = content[:at] + some + content[at + len(some) :]
        elif what == "cut":
            content = content[:at] + content[at + 16 * len(some) :]
        else:
            content = content[:at] + some + content[at:]
    return content


def look(content: bytes) -> None:
    try:
        stripped = strip("", content)
    except CannotStrip:
        return
    assert MARK.encode() not in files.inside(stripped.content)


def look_at_mutations(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.sampled_from(MADE), st.lists(change, min_size=1, max_size=4))
    def one(content, changes):
        look(mutated(content, changes))

    one()


def look_at_noise(examples: int) -> None:
    @settings(max_examples=examples, deadline=None)
    @given(st.sampled_from(BEGINNINGS), st.binary(max_size=400))
    def one(beginning, content):
        look(beginning + content)

    one()


def test_a_few_broken_files():
    look_at_mutations(60)
    look_at_noise(60)


@pytest.mark.long
def test_many_broken_files():
    look_at_mutations(LONG)
    look_at_noise(LONG)
