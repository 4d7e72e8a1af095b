"""What the API answers, declared: the schemas of its answers, its addresses, and the OpenAPI description of both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from danvan.api import parameters
from danvan.api.parameters import Parameter
from danvan.law import Words
from danvan.law.rulebook import CONFIDENCES, FREQUENCY_UNITS, KINDS, RULE_UNITS

VERSION = "1.0.0"
_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_YES = {"type": "boolean"}


def _record(means: Words, **properties: tuple[Mapping[str, Any], Words]) -> tuple[Words, dict[str, Any]]:
    return means, dict(properties)


# Name → what it is, and its keys in order, each with its schema and what it means. Every key is always there.
RECORDS: dict[str, tuple[Words, dict[str, tuple[Mapping[str, Any], Words]]]] = {
    "Due": _record(
        Words(
            "Ngày hết thời hạn, với căn cứ và cách tính", "The day a term ends, its citation and derivation"
        ),
        due=(_DAY, Words("Ngày hết thời hạn, tính đến hết ngày", "The last day, to its end")),
        start=(_DAY, Words("Ngày bắt đầu", "The day it started")),
        rule=({"type": ["string", "null"]}, Words("Tên quy tắc; null với term", "The rule; null for a term")),
        citation=(_TEXT, Words("Điều luật", "Article and act")),
        derivation=(
            {"type": "array", "items": _TEXT},
            Words("Cách tính, từng câu", "How it was counted, sentence by sentence"),
        ),
        version=(
            {"type": ["string", "null"], "format": "date"},
            Words(
                "Phiên bản của quy tắc: ngày có hiệu lực", "The rule's version: the day it came into force"
            ),
        ),
        provisional=(
            _YES,
            Words("Tạm tính: chưa có lịch nghỉ của năm đó", "The days off are not announced yet"),
        ),
        unconfirmed=(
            _YES,
            Words("Số ngày chưa được xác nhận với văn bản", "The number was not confirmed against the act"),
        ),
    ),
    "Rule": _record(
        Words("Một quy tắc có hiệu lực vào ngày hỏi", "A rule in force on the day"),
        rule=(_TEXT, Words("Tên quy tắc", "The name of the rule")),
        title=(_TEXT, Words("Nội dung", "What it is about")),
        kind=({"type": "string", "enum": list(KINDS)}, Words("Loại", "Its kind")),
        amount=(
            {"type": ["integer", "null"]},
            Words("Con số; null nếu quy tắc không đặt số", "The number; null where it sets none"),
        ),
        unit=(
            {"type": "string", "enum": [*RULE_UNITS, *FREQUENCY_UNITS, "none"]},
            Words("Đơn vị của con số", "The unit of the number"),
        ),
        citation=(_TEXT, Words("Điều luật", "Article and act")),
        version=(_DAY, Words("Ngày có hiệu lực", "The day it came into force")),
        confidence=({"type": "string", "enum": list(CONFIDENCES)}, Words("Nguồn đã đọc", "How it was read")),
        unconfirmed=(_YES, Words("Chưa tự đặt thời hạn", "It sets no term by itself")),
        source=(_TEXT, Words("Nguồn", "Where it was read")),
    ),
    "Error": _record(
        Words("Vì sao không trả lời được", "Why there is no answer"),
        error=(_TEXT, Words("Tên lỗi, không đổi", "The error's name, which does not change")),
        message=(_TEXT, Words("Một câu cho người đọc", "A sentence for people")),
        parameter=(
            {"type": ["string", "null"]},
            Words("Tham số cần xem lại", "The parameter to look at again"),
        ),
    ),
}
ERRORS = {
    "400": Words("Không đọc được câu hỏi", "The question cannot be read"),
    "405": Words("Chỉ đọc: GET hoặc HEAD", "Reading only: GET or HEAD"),
    "422": Words("Đọc được, nhưng luật không trả lời được", "Readable, but the law has no answer"),
    "429": Words(
        "Hỏi quá nhiều; Retry-After nói đợi bao lâu", "Too often; Retry-After says how long to wait"
    ),
    "503": Words(
        "Máy chủ dữ liệu đang nghỉ; Retry-After nói đợi bao lâu",
        "The database is resting; Retry-After says how long to wait",
    ),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address: its name among the urls, what it answers, what may be asked, and an example to click on."""

    name: str
    means: Words
    parameters: Sequence[Parameter]
    record: str
    listed: bool = False
    example: str = ""

    @property
    def address(self) -> str:
        """/api/v1/law/due."""
        return reverse(f"api:{self.name}")


ENDPOINTS = (
    Endpoint(
        "due",
        Words("Ngày hết thời hạn của một quy tắc, hoặc của một thời hạn bất kỳ", "The day a term ends"),
        parameters.DUE,
        "Due",
        example="rule=reception.result_notice&start=2018-02-12",
    ),
    Endpoint(
        "rules",
        Words("Các quy tắc có hiệu lực vào một ngày", "The rules in force on a day"),
        parameters.RULES,
        "Rule",
        listed=True,
        example="on=2018-02-12",
    ),
)


def described(lang: str) -> dict[str, Any]:
    """The whole API as OpenAPI 3.1, its texts in one language."""
    about = Words(
        "Thời hạn theo luật, cùng cách tính. Chỉ đọc, không cần tài khoản, không dùng cookie.",
        "Terms of the law with their derivation. Reading only, without account and without cookies.",
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dân Vận", "version": VERSION, "description": about.say(lang)},
        "servers": [{"url": "/"}],
        "paths": {each.address: {"get": _operation(each, lang)} for each in ENDPOINTS},
        "components": {"schemas": {name: _schema(name, lang) for name in RECORDS}},
    }


def _operation(endpoint: Endpoint, lang: str) -> dict[str, Any]:
    found: dict[str, Any] = _reference(endpoint.record)
    if endpoint.listed:
        found = {"type": "array", "items": found}
    return {
        "operationId": endpoint.name,
        "summary": endpoint.means.say(lang),
        "parameters": [_parameter(each, lang) for each in endpoint.parameters],
        "responses": {
            "200": _response(RECORDS[endpoint.record][0].say(lang), found),
            **{code: _response(words.say(lang), _reference("Error")) for code, words in ERRORS.items()},
        },
    }


def _parameter(parameter: Parameter, lang: str) -> dict[str, Any]:
    schema = dict(parameter.schema)
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": parameter.means.say(lang),
        "schema": {"type": "array", "items": schema, "maxItems": parameters.MOST}
        if parameter.many
        else schema,
    }


def _schema(name: str, lang: str) -> dict[str, Any]:
    means, keys = RECORDS[name]
    properties = {key: {**schema, "description": words.say(lang)} for key, (schema, words) in keys.items()}
    return {
        "type": "object",
        "description": means.say(lang),
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _response(means: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"description": means, "content": {"application/json": {"schema": schema}}}
