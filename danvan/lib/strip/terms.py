"""What comes out of stripping a file, why one is refused, and how large one may be."""

from dataclasses import dataclass
from enum import StrEnum

MOST_BYTES = 20 * 1024 * 1024  # of a file as it is sent
MOST_UNPACKED = 160 * 1024 * 1024  # bytes of all that a file holds packed
MOST_PIXELS = 51_000_000  # of one picture: the largest that telephones take by themselves has 50.3 million
MOST_PIXELS_TOGETHER = 204_000_000  # of all pictures of a file


def words(text: str) -> frozenset[str]:
    """The words of a text, for lists of names that read better as lines."""
    return frozenset(text.split())


class Reason(StrEnum):
    """Why a file cannot be stripped: a word to tell the sender, with nothing of the file in it."""

    TOO_LARGE = "too_large"  # as sent, unpacked, in pixels, pages or parts
    UNKNOWN = "unknown"  # not a kind of file that can be written anew: sound, film, archive, program …
    DAMAGED = "damaged"  # cannot be read wholly
    ENCRYPTED = "encrypted"  # locked with a password
    MACROS = "macros"  # holds a program
    EMBEDDED = "embedded"  # holds another file, a film or a form that cannot be looked into
    HIDDEN = "hidden"  # holds layers that are not shown
    PICTURE = "picture"  # holds a picture of a kind that cannot be written anew
    OLD_OFFICE = "old_office"  # DOC, XLS, PPT, RTF, or an Office file behind a password


class CannotStrip(Exception):
    """The file cannot be freed wholly of what tells who made it; `reason` says why."""

    def __init__(self, reason: Reason):
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, repr=False)
class Stripped:
    """A file written anew: its media type and bytes. Never printed: the bytes are somebody's evidence."""

    media_type: str
    content: bytes


class Budget:
    """How much one file may still unpack; `spend` raises CannotStrip(TOO_LARGE) when it asks for more."""

    def __init__(self) -> None:
        self.bytes = MOST_UNPACKED
        self.pixels = MOST_PIXELS_TOGETHER

    def spend(self, *, size: int = 0, pixels: int = 0) -> None:
        """Take so many unpacked bytes or pixels from what is left."""
        self.bytes -= size
        self.pixels -= pixels
        if self.bytes < 0 or self.pixels < 0:
            raise CannotStrip(Reason.TOO_LARGE)
