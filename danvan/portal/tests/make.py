"""What the tests of the portal send and look up."""

import itertools
import re
import uuid
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from danvan.cases.models import Case
from danvan.people.models import Unit
from danvan.people.roles import Role
from tests.make import make_officer, make_unit

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
PDF = b"%PDF-1.4 " + b"0" * 64
EXE = b"MZ\x90\x00" + b"\x00" * 64
_numbers = itertools.count(1)


def citizen() -> Client:
    """A browser that was never here before."""
    return Client()


def commune(name: str = "xã Kỳ Khang") -> Unit:
    """A commune that takes letters: somebody there is clerk."""
    return staffed(make_unit(name=name))


def staffed(unit: Unit) -> Unit:
    """The unit, with a clerk who takes letters up."""
    make_officer(unit, Role.CLERK)
    return unit


def letter(unit: Unit, /, **fields: Any) -> dict[str, Any]:
    """Everything that a recommendation is asked, as one request carries it."""
    return {
        "kind": "recommendation",
        "unit": unit.key,
        "topic": "water",
        "spot": "Thôn Đồng Tiến",
        "subject": "Cống kênh N3 bị tắc",
        "body": "Cống tắc từ tháng 11, ruộng của 14 hộ ngập.",
        "wish": "Đề nghị nạo vét trước vụ hè thu.",
        "full_name": "Nguyễn Thị Lan",
        "address": "thôn Đồng Tiến",
        "phone": "0912 000 417",
        "submission": str(uuid.uuid4()),
    } | fields


def complaint(unit: Unit, /, **fields: Any) -> dict[str, Any]:
    """Everything that a complaint is asked."""
    against = {"kind": "complaint", "against": "Quyết định 12/QĐ-UBND", "learned_on": "05/02/2018"}
    return letter(unit) | against | fields


def file(name: str, content: bytes = PNG) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def send(client: Client, data: dict[str, Any]) -> Any:
    """File a letter by one request."""
    return client.post("/gui-don/", data)


def sent(client: Client, data: dict[str, Any]) -> Case:
    """A letter that was filed by one request."""
    response = send(client, data)
    assert response.status_code == 303, errors(response)
    return Case.objects.latest("pk")


def errors(response: Any) -> list[str]:
    """What the page says at its fields."""
    return [
        text.strip() for text in re.findall(r'class="error"[^>]*>(.*?)</', response.content.decode(), re.S)
    ]


def text_of(response: Any) -> str:
    """The page without its tags."""
    page = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def hidden(response: Any) -> dict[str, str]:
    """What the form of the page carries along."""
    page = response.content.decode().split('id="page"', 1)[1]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}
