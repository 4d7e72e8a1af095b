"""Everything that is written to the ledger of what citizens are told."""

from danvan.notices.actions.addresses import ask_address, change_way, prove_address
from danvan.notices.actions.delivery import deliver
from danvan.notices.actions.destroying import destroy_of
from danvan.notices.actions.gathering import begin, gather
from danvan.notices.actions.staff import mark_told, resend

__all__ = [
    "ask_address",
    "begin",
    "change_way",
    "deliver",
    "destroy_of",
    "gather",
    "mark_told",
    "prove_address",
    "resend",
]
