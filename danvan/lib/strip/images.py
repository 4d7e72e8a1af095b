"""Pictures: decoded, and painted anew from their pixels alone."""

import io
import logging
import warnings

from PIL import Image, ImageOps

from danvan.lib.strip.terms import MOST_PIXELS, Budget, CannotStrip, Reason, Stripped

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_QUALITY = 85
# How a mode of Pillow is painted; others are refused. Palettes are not kept: unused colours can spell a word.
_PAINTED = {
    "1": "1",
    "L": "L",
    "LA": "RGBA",
    "P": "RGB",
    "PA": "RGBA",
    "RGB": "RGB",
    "RGBA": "RGBA",
    "RGBX": "RGB",
    "CMYK": "RGB",
    "YCbCr": "RGB",
}

# Pillow tells each tag of a photograph to its log; where it was taken shall stand in no log.
logging.getLogger("PIL").setLevel(logging.CRITICAL)
warnings.filterwarnings("ignore", module=r"PIL\.")


def strip(content: bytes) -> Stripped:
    """JPEG, PNG, WebP or the first picture of a GIF, upright, in the same format."""
    image = _open(content, Budget())
    form = str(image.format)
    return Stripped(_TYPES[form], _written(_painted(ImageOps.exif_transpose(image)), form, content))


def repaint(content: bytes, budget: Budget) -> tuple[str, bytes]:
    """A picture inside a document: its media type, and its pixels anew; the document says how it is turned."""
    image = _open(content, budget)
    form = str(image.format)
    return _TYPES[form], _written(_painted(image), form, content)


def repaint_samples(content: bytes, budget: Budget) -> tuple[tuple[int, int], int, bytes]:
    """A JPEG inside a PDF: its size, how many colours it has, and the same samples anew, in no other colours."""
    image = _open(content, budget)
    if image.format != "JPEG" or image.mode not in {"L", "RGB", "CMYK"}:
        raise CannotStrip(Reason.PICTURE)
    if image.mode == "CMYK" and "adobe" not in image.info:
        raise CannotStrip(Reason.PICTURE)  # Pillow would write it as a negative
    fresh = Image.frombytes(image.mode, image.size, image.tobytes())
    return fresh.size, len(fresh.getbands()), _written(fresh, "JPEG", content)


def _open(content: bytes, budget: Budget) -> Image.Image:
    """The first picture, decoded; raises CannotStrip when it has more pixels than are allowed."""
    try:
        image = Image.open(io.BytesIO(content), formats=list(_TYPES))
    except Image.DecompressionBombError:
        raise CannotStrip(Reason.TOO_LARGE) from None
    except Image.UnidentifiedImageError:
        raise CannotStrip(Reason.UNKNOWN) from None
    pixels = image.width * image.height
    if pixels > MOST_PIXELS:
        raise CannotStrip(Reason.TOO_LARGE)
    budget.spend(pixels=pixels)
    image.load()
    if image.format == "MPO":  # a JPEG of a telephone with a second one behind it
        image.format = "JPEG"
    return image


def _painted(image: Image.Image) -> Image.Image:
    """The pixels in a picture that knows nothing else; what is under wholly transparent ones is gone."""
    if image.mode.startswith("I"):
        return _of_sixteen_bits(image)
    mode = _PAINTED.get(image.mode)
    if mode is None:
        raise CannotStrip(Reason.PICTURE)
    if "transparency" in image.info:
        mode = "RGBA"
    if mode != image.mode:
        image = image.convert(mode)
    fresh = Image.frombytes(mode, image.size, image.tobytes())
    if mode == "RGBA":
        blank = Image.new("RGBA", fresh.size, (0, 0, 0, 0))
        blank.paste(fresh, mask=fresh.getchannel("A").point(lambda alpha: 255 if alpha else 0))
        return blank
    return fresh


def _of_sixteen_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits as grey of 8: the upper byte of each sample."""
    samples = {"I;16": (2, 1), "I;16L": (2, 1), "I;16B": (2, 0), "I": (4, 1)}.get(image.mode)
    if samples is None:
        raise CannotStrip(Reason.PICTURE)
    step, upper = samples
    return Image.frombytes("L", image.size, image.tobytes()[upper::step])


def _written(image: Image.Image, form: str, content: bytes) -> bytes:
    """The file of fresh pixels. WebP stays without loss when it was; the others know only one way."""
    out = io.BytesIO()
    if form == "JPEG":
        image.convert("L" if image.mode == "1" else image.mode).save(
            out, "JPEG", quality=_QUALITY, optimize=True
        )
    elif form == "WEBP":
        image.save(out, "WEBP", quality=_QUALITY, lossless=b"VP8L" in content)
    else:
        image.save(out, form, optimize=True)
    return out.getvalue()
