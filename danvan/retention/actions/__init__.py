"""Every write of retention: the office's terms, what is held back, lists of destruction and their carrying out."""

from danvan.retention.actions.holds import hold, lift
from danvan.retention.actions.lists import approve, carry_out, propose, reject
from danvan.retention.actions.sealing import seal_letter
from danvan.retention.actions.terms import set_term

__all__ = ["approve", "carry_out", "hold", "lift", "propose", "reject", "seal_letter", "set_term"]
