"""What may stand in an address: each parameter declared once, for reading it, for OpenAPI and for the page.

The names are those of the options of `danvan due` and `danvan rules`; a hyphen and an underscore are the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from danvan.law import InvalidQuestion, Words
from danvan.law import asking as read
from danvan.law.rulebook import AREAS, COMPLEXITIES, TERM_UNITS

LANGUAGES = ("vi", "en")
LONGEST = 80  # characters of one value
MOST = 50  # values of one parameter
LARGEST = 10_000  # days of a term that one address may have counted again and again


class Unreadable(Exception):
    """A parameter that cannot be read; `name` is the parameter, `why` the sentence."""

    def __init__(self, name: str, why: Words) -> None:
        super().__init__(why.en)
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: its name, what it means, its JSON schema, how its text becomes a value."""

    name: str
    means: Words
    schema: Mapping[str, Any]
    read: Callable[[str], Any]
    example: str = ""
    required: bool = False
    many: bool = False

    @property
    def is_flag(self) -> bool:
        """Whether its name alone says yes."""
        return self.schema["type"] == "boolean"


def read_all(declared: Sequence[Parameter], given: QueryDict) -> dict[str, Any]:
    """The values that were given, by name; an empty one counts as not given.

    Raises Unreadable for the first that is unknown, missing or wrong.
    """
    known = {parameter.name: parameter for parameter in declared}
    values: dict[str, list[str]] = {}
    for written in given:
        name = written.replace("-", "_")
        if name not in known:
            raise Unreadable(_short(written), _unknown(written, known))
        told = [text for text in given.getlist(written) if text.strip() or known[name].is_flag]
        if told:
            values.setdefault(name, []).extend(told)
    for parameter in declared:
        if parameter.required and parameter.name not in values:
            raise Unreadable(parameter.name, _missing(parameter))
    return {name: _read(known[name], texts) for name, texts in values.items()}


def _read(parameter: Parameter, texts: list[str]) -> Any:
    if len(texts) > (MOST if parameter.many else 1):
        raise Unreadable(parameter.name, _too_many(parameter))
    try:
        found = [_value(parameter, text) for text in texts]
    except InvalidQuestion as error:
        raise Unreadable(parameter.name, Words(error.vi, error.en)) from error
    return tuple(found) if parameter.many else found[0]


def _value(parameter: Parameter, text: str) -> Any:
    if len(text) > LONGEST or not text.isprintable():
        raise InvalidQuestion(
            vi=f"Giá trị của {parameter.name} dài quá {LONGEST} ký tự hoặc có ký tự không đọc được.",
            en=f"The value of {parameter.name} is longer than {LONGEST} characters or cannot be read.",
        )
    return parameter.read(text.strip())


def _unknown(written: str, known: Mapping[str, Parameter]) -> Words:
    names = ", ".join(known)
    return Words(
        f"Không có tham số “{_short(written)}”. Có: {names}.",
        f"There is no parameter “{_short(written)}”. There are: {names}.",
    )


def _missing(parameter: Parameter) -> Words:
    name, example = parameter.name, parameter.example
    return Words(f"Thiếu {name}, ví dụ {name}={example}.", f"{name} is missing; write {name}={example}.")


def _too_many(parameter: Parameter) -> Words:
    if parameter.many:
        return Words(f"Nhiều nhất {MOST} lần {parameter.name}.", f"At most {MOST} times {parameter.name}.")
    return Words(f"Chỉ một lần {parameter.name}.", f"{parameter.name} only once.")


def _short(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text[:40])


# --- how a text becomes a value ----------------------------------------------------------------------------
def _whole(text: str) -> int:
    digits = text.removeprefix("-")
    short = digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST))
    if short and int(digits) <= LARGEST:
        return int(text)
    raise InvalidQuestion(
        vi=f"“{_short(text)}”: hãy viết một số nguyên, nhiều nhất {LARGEST}.",
        en=f"“{_short(text)}”: write a whole number, at most {LARGEST}.",
    )


def _yes(text: str) -> bool:
    if text.lower() in ("", "1", "true", "yes"):
        return True
    if text.lower() in ("0", "false", "no"):
        return False
    raise InvalidQuestion(
        vi=f"“{_short(text)}”: hãy viết true hoặc false.", en=f"“{_short(text)}”: write true or false."
    )


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def chosen(text: str) -> str:
        if text in words:
            return text
        raise InvalidQuestion(
            vi=f"“{_short(text)}”: chọn một trong {', '.join(words)}.",
            en=f"“{_short(text)}”: choose one of {', '.join(words)}.",
        )

    return chosen


# --- declared ----------------------------------------------------------------------------------------------
_DAY = {"type": "string", "format": "date"}
_HOUR = {"type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5]?[0-9]$"}
_NUMBER = {"type": "integer", "minimum": 0, "maximum": LARGEST}


def _choice(words: Sequence[str], usual: str) -> dict[str, Any]:
    return {"type": "string", "enum": list(words), "default": usual}


LANG = Parameter(
    "lang",
    Words("Ngôn ngữ của câu trả lời", "The language of the answer"),
    _choice(LANGUAGES, "vi"),
    _one_of(LANGUAGES),
    "vi",
)
START = Parameter(
    "start",
    Words(
        "Ngày bắt đầu; với quy tắc báo trước là ngày của sự kiện", "The day it starts; of a notice, the event"
    ),
    _DAY,
    read.read_day,
    "2018-02-12",
    required=True,
)
DUE = (
    Parameter(
        "rule",
        Words("Tên quy tắc, có trong law/rules", "The name of a rule, as law/rules lists it"),
        {"type": "string", "maxLength": LONGEST},
        str,
        "reception.result_notice",
    ),
    START,
    Parameter(
        "area",
        Words("remote: vùng sâu, vùng xa", "remote: where travel is hard"),
        _choice(AREAS, "normal"),
        _one_of(AREAS),
        "remote",
    ),
    Parameter(
        "complexity",
        Words(
            "complex: vụ việc phức tạp; special: đặc biệt phức tạp",
            "complex and special: as the act names them",
        ),
        _choice(COMPLEXITIES, "normal"),
        _one_of(COMPLEXITIES),
        "complex",
    ),
    Parameter(
        "extend",
        Words(
            "Gia hạn thêm, theo đơn vị của quy tắc; mỗi lần một giá trị",
            "Extended by, in the rule's own unit",
        ),
        {**_NUMBER, "minimum": 1},
        _whole,
        "15",
        many=True,
    ),
    Parameter(
        "suspend",
        Words(
            "Tạm dừng từ ngày : đến hết ngày; mỗi lần một giá trị",
            "Stopped from a day : to a day, both included",
        ),
        {"type": "string", "pattern": "^[^:]+:[^:]+$"},
        read.read_span,
        "2018-03-10:2018-03-19",
        many=True,
    ),
    Parameter(
        "received_at",
        Words("Giờ nhận, cho quy tắc có giờ", "The hour of receipt, where a rule has one"),
        _HOUR,
        read.read_hour,
        "15:20",
    ),
    Parameter(
        "term",
        Words(
            "Thời hạn không theo quy tắc nào; thay cho rule",
            "A term that is no rule of ours; in place of rule",
        ),
        _NUMBER,
        _whole,
        "25",
    ),
    Parameter(
        "unit",
        Words("Đơn vị của term", "The unit of term"),
        _choice(TERM_UNITS, "working"),
        _one_of(TERM_UNITS),
        "working",
    ),
    Parameter(
        "count_first_day",
        Words("Tính cả ngày đầu (với term)", "The first day counts (with term)"),
        {"type": "boolean", "default": False},
        _yes,
        "true",
    ),
    Parameter(
        "cutoff",
        Words(
            "Nhận sau giờ này là nhận ngày làm việc sau (với term)",
            "Later is the next working day's (with term)",
        ),
        _HOUR,
        read.read_hour,
        "15:00",
    ),
    LANG,
)
RULES = (
    Parameter(
        "on",
        Words("Ngày mà quy tắc có hiệu lực; không nêu là hôm nay", "The day in force; today when not given"),
        _DAY,
        read.read_day,
        "2018-02-12",
    ),
    LANG,
)
OPENAPI = (LANG,)
