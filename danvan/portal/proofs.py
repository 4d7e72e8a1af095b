"""The proof of one event as a file that a person can keep, with the words that tell how to check it."""

from typing import Any

from django.utils.translation import gettext as _

from danvan.journal.models import Event, Seal
from danvan.journal.queries import Proof


def seal_as_json(seal: Seal) -> dict[str, Any]:
    """A seal as it is published. The moment is in UTC with microseconds, as its hash has it."""
    return {
        "number": seal.number,
        "day": seal.day.isoformat(),
        "after_event": seal.after_event,
        "last_event": seal.last_event,
        "count": seal.count,
        "root": seal.root,
        "previous": seal.previous,
        "at": seal.at.isoformat(timespec="microseconds"),
        "hash": seal.hash,
    }


def as_json(event: Event, proof: Proof) -> dict[str, Any]:
    """The event's hash, its path to the root, the seal, and how to check them (RFC 6962)."""
    return {
        "event": event.hash,
        "path": [{"side": side, "hash": sibling} for side, sibling in proof.path],
        "seal": seal_as_json(proof.seal),
        "how": _(
            "Bắt đầu từ SHA-256 của byte 00 nối với dấu của đơn. Với mỗi bước trong path: lấy SHA-256 của byte 01 "
            "nối với hai dấu, dấu anh em ở bên ghi trong side. Kết quả cuối phải bằng root của niêm phong cùng số "
            "trong sổ niêm phong công khai."
        ),
    }
