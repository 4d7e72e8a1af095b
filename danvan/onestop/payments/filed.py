"""Orders are laid down as files, and somebody confirms them: for demonstrations and tests, no money moves.

`orders/<number>.json` is an order, `paid/<number>.json` a payment. Both stand in the folder of the settings.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from danvan.lib import codes, dates
from danvan.onestop.payments import Asked, Forged, Told
from danvan.onestop.payments.signing import holds, signed


class Filed:
    """Each order a file; `danvan payments confirm`, or the page of the demonstration, says that it was paid."""

    name = "filed"
    takes_money = False

    def create(self, asked: Asked) -> str:
        """Write the order down; its page here."""
        path = _path("orders", asked.number)
        if not path.exists():
            _write(path, asdict(asked))
        return reverse("portal:pay_here", args=[asked.number])

    def read(self, fields: Mapping[str, str]) -> Told:
        """What the signed fields say."""
        names = {"number", "amount", "reference", "paid"}
        if not names <= fields.keys() or not holds(fields):
            raise Forged
        try:
            amount = int(fields["amount"])
        except ValueError:
            raise Forged from None
        return Told(fields["number"], amount, fields["reference"], fields["paid"] == "1")

    def statement(self, day: date) -> Sequence[Told]:
        """The payments that were laid down on that day."""
        found = sorted(_folder("paid").glob("*.json"))
        told = [json.loads(path.read_text("utf-8")) for path in found]
        return [
            Told(one["number"], one["amount"], one["reference"])
            for one in told
            if one["on"] == day.isoformat()
        ]

    def order(self, number: str) -> dict[str, Any] | None:
        """The order of that number; None where none was laid down."""
        path = _path("orders", number) if codes.is_code(number) else None
        return json.loads(path.read_text("utf-8")) if path and path.exists() else None

    def confirm(self, number: str) -> dict[str, str] | None:
        """Say that an order was paid: the signed message, the same each time. None where there is no such order."""
        order = self.order(number)
        if order is None:
            return None
        path = _path("paid", number)
        if not path.exists():
            reference = f"TT{dates.now():%y%m%d}{secrets.randbelow(10**6):06d}"
            told = {"number": number, "amount": order["amount"], "reference": reference}
            _write(path, {**told, "on": dates.today().isoformat()})
        paid = json.loads(path.read_text("utf-8"))
        fields = {name: str(paid[name]) for name in ("number", "amount", "reference")}
        return signed({**fields, "paid": "1"})


def _path(folder: str, number: str) -> Path:
    return _folder(folder) / f"{number}.json"


def _folder(name: str) -> Path:
    root: Any = settings.DANVAN_PAYMENTS["folder"]
    return Path(root) / name


def _write(path: Path, told: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
