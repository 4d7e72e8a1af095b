"""What papers said goes with what they are about; their numbers stay in the unit's book."""

import secrets
from typing import Any

from django.db.models import Q

from danvan.journal import prints
from danvan.papers.models import Content, Paper, Template


def destroy_of(stream: str, subject: int) -> list[dict[str, Any]]:
    """Blank the papers about one thing and take away their bytes; what the event of destruction keeps of each.

    Number, symbol, kind, unit, days and state stay, so that no book has a gap. The subject's row is locked.
    """
    papers = list(Paper.objects.select_for_update().filter(stream=stream, subject=subject).order_by("pk"))
    held = {name for paper in papers for name in (paper.pdf, paper.docx) if name}
    for paper in papers:
        paper.typed, paper.fields, paper.step = {}, {}, {}
        paper.folded = paper.reason = paper.sha256 = paper.pdf = paper.docx = ""
        paper.public, paper.salt = False, secrets.token_hex(16)
        paper.save()
    _drop(held)
    return [{"id": paper.pk, "print": prints.fingerprint(paper, paper.salt)} for paper in papers]


def _drop(names: set[str]) -> None:
    """Take away kept bytes that no paper and no template names any more."""
    for name in names:
        if not (
            Paper.objects.filter(Q(pdf=name) | Q(docx=name)).exists()
            or Template.objects.filter(sha256=name).exists()
        ):
            Content.objects.filter(pk=name).delete()
