"""Tables of the register of promises."""

from danvan.promises.models.evidence import Evidence, EvidenceContent
from danvan.promises.models.promise import Extension, Promise, PromiseQuerySet

__all__ = ["Evidence", "EvidenceContent", "Extension", "Promise", "PromiseQuerySet"]
