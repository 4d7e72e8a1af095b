"""The block “Người tố cáo” of a sealed case: who keeps the keys, what was said, what protects, who looked."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from danvan.denunciations import policies, present
from danvan.denunciations.forms import EndForm, GrantForm, ProtectForm, SpeakForm
from danvan.denunciations.models import Denunciation, Look, Message
from danvan.people.models import Account


@dataclass
class Block:
    """What denunciations/parts/block.html shows to this officer; `keeps`: she holds one of the keys."""

    found: Denunciation
    officer: Account
    keepers: list[str]
    keeps: bool
    messages: list[Message]
    looks: list[Look]
    protections: list[dict[str, Any]] = field(default_factory=list)
    speak: SpeakForm | None = None
    protect: ProtectForm | None = None

    @property
    def is_redacted(self) -> bool:
        """Whether a custodian wrote down what is denounced."""
        return bool(self.found.case.body)


def block(found: Denunciation, officer: Account, *, on: date) -> Block:
    """Four statements, whatever there is."""
    kept = found.envelopes.filter(custodian__until__isnull=True).order_by("custodian")
    keepers = dict(kept.values_list("custodian__officer", "custodian__officer__full_name"))
    made = Block(
        found,
        officer,
        keepers=list(keepers.values()),
        keeps=officer.pk in keepers,
        messages=list(found.messages.select_related("by").order_by("pk")),
        looks=list(found.looks.select_related("by", "decided_by").order_by("pk")),
    )
    decides = policies.can_protect(officer, found.case, on=on)
    for row in found.protections.order_by("pk"):
        state, badge = present.protection(row)
        line = {"row": row, "state": state, "badge": badge}
        line["grant"] = (
            GrantForm(auto_id=f"grant-{row.pk}-%s") if decides and row.decided_on is None else None
        )
        stands = row.is_granted and row.ended_on is None
        line["end"] = EndForm(auto_id=f"end-{row.pk}-%s") if decides and stands else None
        made.protections.append(line)
    if policies.can_speak(officer, found.case, on=on):
        made.speak, made.protect = SpeakForm(auto_id="speak-%s"), ProtectForm(auto_id="protect-%s")
    return made
