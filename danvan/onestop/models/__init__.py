"""Tables of applications."""

from danvan.onestop.models.application import Application, Behalf, Handing
from danvan.onestop.models.online import CoSigner, Draft, DraftFile, Scan
from danvan.onestop.models.orders import Order
from danvan.onestop.models.parts import Fee, Halt, Handed, Lack, PaidBy
from danvan.onestop.models.stages import Stage

__all__ = [
    "Application",
    "Behalf",
    "CoSigner",
    "Draft",
    "DraftFile",
    "Fee",
    "Halt",
    "Handed",
    "Handing",
    "Lack",
    "Order",
    "PaidBy",
    "Scan",
    "Stage",
]
