"""The PDF of a paper: typst sets danvan/papers/layout.typ with the paper as JSON. The same paper gives the same bytes.

Fonts: those that come inside typst (Libertinus Serif has every Vietnamese letter), and, where settings.DANVAN_FONTS
names a folder, the Times New Roman or Tinos that the office keeps there. Fonts of the machine are never looked for,
or the same paper would be other bytes on another machine.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.papers.errors import PaperRefused

if TYPE_CHECKING:
    import typst

_UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
LAYOUT = Path(__file__).with_name("layout.typ")
STANDARD: Final = "ua-1"
MEDIA_TYPE = "application/pdf"


def pdf(content: dict[str, Any]) -> bytes:
    """The paper as a PDF that is tagged for reading aloud (PDF/UA-1); `content` is that of danvan.papers.fill.

    Raises PaperRefused for a letter that no font has: a paper is never printed with holes.
    """
    return typeset(_layout(), {"paper": json.dumps(content, ensure_ascii=False)})


def typeset(layout: bytes, inputs: dict[str, str]) -> bytes:
    """What a layout makes of its inputs, as such a PDF. Raises PaperRefused for a letter that no font has."""
    import typst

    try:
        made = typst.compile(
            layout,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs=inputs,
            pdf_standards=STANDARD,
        )
    except typst.TypstError as why:
        missing = _UNPRINTABLE.search(str(why))
        if missing is None:
            raise
        raise PaperRefused(
            _("Phông chữ để in không có “%(letter)s”. Xin thay chữ này trong dự thảo.")
            % {"letter": missing.group(1)}
        ) from why
    assert isinstance(made, bytes)
    return made


def pages(content: dict[str, Any], *, ppi: int = 96) -> list[bytes]:
    """The same paper as pictures, one PNG a page."""
    return pictures(_layout(), {"paper": json.dumps(content, ensure_ascii=False)}, ppi=ppi)


def pictures(layout: bytes, inputs: dict[str, str], *, ppi: int) -> list[bytes]:
    """What a layout makes of its inputs, one PNG a page."""
    import typst

    made = typst.compile(
        layout,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        format="png",
        ppi=ppi,
    )
    return made if isinstance(made, list) else [made] if made else []


@cache
def _layout() -> bytes:
    return LAYOUT.read_bytes()


@cache
def _fonts() -> "typst.Fonts":
    """Read once: looking through fonts costs more than setting a paper."""
    import typst

    folder = settings.DANVAN_FONTS
    return typst.Fonts(include_system_fonts=False, font_paths=[folder] if folder else [])
