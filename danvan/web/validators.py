"""What is wrong with a telephone number or a citizen's number, in plain words.

No library knows these: a mobile number has 10 digits and begins with 03, 05, 07, 08 or 09; a land line has 11 and
begins with 02 (numbering plan in force since 2018). The citizen's number has 12 digits: place of birth registration,
century and sex, year, six random digits (Article 13 of Decree 137/2015/NĐ-CP); the old identity card has 9.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

MOBILE_LENGTH = 10
LANDLINE_LENGTH = 11
CITIZEN_LENGTH = 12
OLD_CARD_LENGTH = 9
BROKEN = "\N{REPLACEMENT CHARACTER}"

# Eleven-digit mobile prefixes that changed between September and November 2018.
_MOVED = {
    **{f"016{n}": f"03{n}" for n in range(2, 10)},
    **{"0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078"},
    **{"0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082"},
    **{"0186": "056", "0188": "058", "0199": "059"},
}
# Places of birth registration: Thông tư 07/2016/TT-BCA, annex 1 (63 provinces).
_PLACES = frozenset(
    f"{place:03}"
    for place in (
        *(
            1,
            2,
            4,
            6,
            8,
            10,
            11,
            12,
            14,
            15,
            17,
            19,
            20,
            22,
            24,
            25,
            26,
            27,
            30,
            31,
            33,
            34,
            35,
            36,
            37,
            38,
            40,
            42,
        ),
        *(
            44,
            45,
            46,
            48,
            49,
            51,
            52,
            54,
            56,
            58,
            60,
            62,
            64,
            66,
            67,
            68,
            70,
            72,
            74,
            75,
            77,
            79,
            80,
            82,
            83,
            84,
            86,
        ),
        *(87, 89, 91, 92, 93, 94, 95, 96),
    )
)
_SEPARATORS = re.compile(r"[\s.\-–()/]+")
_COUNTRY = re.compile(r"(?:\+|00)?84(?=[235789]\d{8,9}$)")


def phone_digits(text: str) -> str:
    """The digits of a Vietnamese number, from 0 on: “+84 900 000 417” is 0900000417.

    ValidationError says what is wrong: letters, how many digits are missing or too many, a prefix nobody has.
    """
    digits = _COUNTRY.sub("0", _SEPARATORS.sub("", text))
    if not re.fullmatch(r"[0-9]+", digits):
        raise ValidationError(gettext("Số điện thoại chỉ gồm các chữ số, ví dụ 0900 000 417"), code="letters")
    if re.fullmatch(r"[35789]\d{8}", digits):
        raise ValidationError(gettext("Số điện thoại thiếu số 0 ở đầu"), code="leading_zero")
    if len(digits) == LANDLINE_LENGTH and (new := _MOVED.get(digits[:4])):
        told = {"old": digits[:4], "new": f"{new}{digits[4:]}"}
        raise ValidationError(
            gettext("Đầu số %(old)s đã đổi từ năm 2018, số này nay là %(new)s"), code="moved", params=told
        )
    wanted = _phone_length(digits)
    _check_length(len(digits), wanted)
    return digits


def _phone_length(digits: str) -> int:
    """How many digits a number with this prefix has."""
    if digits.startswith("02"):
        return LANDLINE_LENGTH
    if re.match(r"0[35789]", digits) or digits == "0":
        return MOBILE_LENGTH
    message = gettext("Số điện thoại bắt đầu bằng 03, 05, 07, 08, 09 (di động) hoặc 02 (cố định)")
    raise ValidationError(message, code="prefix")


def _check_length(length: int, wanted: int) -> None:
    """ValidationError when digits are missing or too many."""
    missing = wanted - length
    if missing > 0:
        said = ngettext("Số điện thoại thiếu %(n)d chữ số", "Số điện thoại thiếu %(n)d chữ số", missing)
        raise ValidationError(said, code="short", params={"n": missing})
    if missing < 0:
        said = ngettext("Số điện thoại thừa %(n)d chữ số", "Số điện thoại thừa %(n)d chữ số", -missing)
        raise ValidationError(said, code="long", params={"n": -missing})


def citizen_digits(text: str, today: date) -> str:
    """The digits of a citizen's number (12) or an old identity card (9).

    ValidationError says what is wrong: letters, number of digits, a place that does not exist, a year not yet come.
    """
    digits = _SEPARATORS.sub("", text)
    if not re.fullmatch(r"[0-9]+", digits):
        raise ValidationError(gettext("Số căn cước chỉ gồm các chữ số"), code="letters")
    if len(digits) not in (CITIZEN_LENGTH, OLD_CARD_LENGTH):
        message = gettext("Số căn cước có 12 chữ số, chứng minh nhân dân cũ có 9; ở đây có %(n)d")
        raise ValidationError(message, code="length", params={"n": len(digits)})
    if len(set(digits)) == 1:
        raise ValidationError(gettext("Xin chép lại số trên giấy tờ"), code="invented")
    if len(digits) == CITIZEN_LENGTH:
        _check_structure(digits, today)
    return digits


def _check_structure(digits: str, today: date) -> None:
    """ValidationError when place or year of birth cannot be."""
    if digits[:3] not in _PLACES:
        message = gettext("Ba chữ số đầu %(place)s không phải mã tỉnh nào, xin xem lại số căn cước")
        raise ValidationError(message, code="place", params={"place": digits[:3]})
    year = 1900 + 100 * (int(digits[3]) // 2) + int(digits[4:6])
    if year > today.year:
        message = gettext("Chữ số thứ 4 đến thứ 6 cho năm sinh %(year)d, chưa tới; xin xem lại số căn cước")
        raise ValidationError(message, code="year", params={"year": year})


def readable(text: str) -> None:
    """ValidationError when a letter came broken or is no letter (NUL, control); it is shown as � and said where."""
    at = text.find(BROKEN)
    if at < 0:
        return
    before = text[max(0, at - 24) : at].split("\n")[-1].strip()
    if before:
        message = gettext("Có chữ không đọc được (hiện là �) ngay sau “%(before)s”. Xin xóa đi và gõ lại.")
    else:
        message = gettext("Có chữ không đọc được (hiện là �). Xin xóa đi và gõ lại.")
    raise ValidationError(message, code="unreadable", params={"before": before})


def one_line(text: str) -> None:
    """ValidationError when a short field holds several lines."""
    if "\n" in text or "\r" in text:
        raise ValidationError(gettext("Xin viết trên một dòng"), code="lines")
