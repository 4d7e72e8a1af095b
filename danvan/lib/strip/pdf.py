"""PDF: a new document, into which each page is copied by what can be seen of it (pdf_copy)."""

import io
import logging
import warnings

import pikepdf
from pikepdf import Dictionary, Name
from pikepdf.settings import set_qpdf_limits

from danvan.lib.strip.pdf_copy import Copy
from danvan.lib.strip.terms import MOST_UNPACKED, CannotStrip, Reason, Stripped

_PAGES_MOST = 1_000
_OBJECTS_MOST = 200_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_OWN = ("/Contents", "/UserUnit", "/Group")

# pikepdf tells its log what it finds broken.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)
warnings.filterwarnings("error", module=r"pikepdf\.")  # a drawing that ends too early is not a whole one

# qpdf unpacks while it opens, before anything can be counted.
set_qpdf_limits(
    parser_max_nesting=100,
    parser_max_errors=0,
    max_stream_filters=2,
    dct_max_memory=1,  # JPEG is never decoded there
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
)


def strip(content: bytes) -> Stripped:
    """The pages as they are seen on a screen: forms and notes flat, everything else of the document left behind.

    Attached files, scripts, links, bookmarks, tags, signatures and older revisions are not copied. Layers that are
    switched off, portfolios and XFA forms are refused: their pages do not show what they hold.
    """
    if b"LZWDecode" in content:
        raise CannotStrip(Reason.UNKNOWN)  # no bound can be set to what that old packing unpacks to
    with _opened(content) as old, pikepdf.new() as new:
        _check(old)
        old.flatten_annotations("screen")
        copy = Copy(new)
        for page in old.pages:
            new.pages.append(pikepdf.Page(_page(page.obj, copy)))
        out = io.BytesIO()
        new.save(
            out,
            force_version="1.7",
            deterministic_id=True,  # made of the new bytes, not of the hour
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
        )
    return Stripped("application/pdf", out.getvalue())


def _opened(content: bytes) -> pikepdf.Pdf:
    """The document, not mended: qpdf would look for lost objects, and bring back what somebody had taken out."""
    try:
        return pikepdf.open(io.BytesIO(content), attempt_recovery=False)
    except pikepdf.PasswordError:
        raise CannotStrip(Reason.ENCRYPTED) from None


def _check(old: pikepdf.Pdf) -> None:
    """Refuse what pages alone do not tell, and more pages or objects than anybody reads."""
    if old.is_encrypted:
        raise CannotStrip(Reason.ENCRYPTED)
    if not old.pages:
        raise CannotStrip(Reason.DAMAGED)
    if len(old.pages) > _PAGES_MOST or len(old.objects) > _OBJECTS_MOST:
        raise CannotStrip(Reason.TOO_LARGE)
    if Name.Collection in old.Root or Name.XFA in old.Root.get(Name.AcroForm, Dictionary()):
        raise CannotStrip(Reason.EMBEDDED)
    layers = old.Root.get(Name.OCProperties, Dictionary()).get("/D", Dictionary())
    if len(layers.get("/OFF", [])) or layers.get("/BaseState", Name.ON) != Name.ON:
        raise CannotStrip(Reason.HIDDEN)


def _page(page: pikepdf.Object, copy: Copy) -> pikepdf.Dictionary:
    """A new page of what the old one shows, its own or by inheritance."""
    fresh = pikepdf.Dictionary(Type=Name.Page)
    for key in _INHERITED:
        value = _inherited(page, key)
        if value is not None:
            fresh[key] = copy.resources(value) if key == "/Resources" else copy.value(value, key)
    for key in _OWN:
        if key in page:
            fresh[key] = copy.contents(page) if key == "/Contents" else copy.value(page[key], key)
    return fresh


def _inherited(page: pikepdf.Object, key: str) -> pikepdf.Object | None:
    for _ in range(50):
        if key in page:
            return page[key]
        if "/Parent" not in page:
            return None
        page = page["/Parent"]
    raise CannotStrip(Reason.DAMAGED)
