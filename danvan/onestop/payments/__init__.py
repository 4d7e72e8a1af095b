"""What carries a payment online: a class named in the settings, beside the ledger of orders that the register keeps.

A carrier takes an order and says where to pay. That a payment came is believed only where its signature holds; what it
means for the fee is decided in danvan.onestop.actions.orders, the same for every carrier.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Asked:
    """What is to be paid: the number of the order, đồng, a few words without a name, where to lead back to."""

    number: str
    amount: int
    said: str
    back: str


@dataclass(frozen=True)
class Told:
    """What a carrier told of an order: whether it was paid, how much, under which number of its own."""

    number: str
    amount: int
    reference: str
    paid: bool = True


class Forged(Exception):
    """What came was not signed by the carrier, or is not whole."""


class Carrier(Protocol):
    """A carrier of payments. `name` stands in the ledger beside its references; `takes_money`: whether money moves."""

    name: str
    takes_money: bool

    def create(self, asked: Asked) -> str:
        """Lay the order before the carrier; the address at which it is paid. The same order twice is one."""

    def read(self, fields: Mapping[str, str]) -> Told:
        """What a message or a return says. Raises Forged unless it is the carrier's own."""

    def statement(self, day: date) -> Sequence[Told]:
        """Every payment that the carrier took on a day, to be compared with the ledger."""


def carrier() -> Carrier:
    """The carrier of this installation, as the settings name it."""
    return _made(settings.DANVAN_PAYMENTS["carrier"])


def ready() -> bool:
    """Whether fees can be paid online here: the carrier takes money, or this is a demonstration."""
    return carrier().takes_money or settings.DANVAN_DEMO


@cache
def _made(path: str) -> Carrier:
    made: Carrier = import_string(path)()
    return made
