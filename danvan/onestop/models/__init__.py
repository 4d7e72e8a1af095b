"""Tables of applications."""

from danvan.onestop.models.application import Application, Behalf, Handing
from danvan.onestop.models.parts import Fee, Halt, Handed, Lack, PaidBy
from danvan.onestop.models.stages import Stage

__all__ = ["Application", "Behalf", "Fee", "Halt", "Handed", "Handing", "Lack", "PaidBy", "Stage"]
