"""Voters' petitions and sessions as places where promises come from (danvan.promises.origins)."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from danvan.council.models import Petition, Session
from danvan.council.workflow import PETITION, SESSION
from danvan.promises.origins import Origin

VOTERS, COUNCIL = "voters", "council"
"""What figures of promises tell apart: given in an answer to voters, given to the council."""


def of_petition(row: Petition) -> Origin:
    """A voters' petition."""
    return Origin(
        stream=PETITION.stream,
        subject=row.pk,
        title=_("Kiến nghị cử tri: %(title)s") % {"title": row.title},
        kind=VOTERS,
        topic=row.topic,
        unit=row.unit,
        desk=reverse("council:petition", args=[row.pk]),
        public=reverse("portal:voter_petition", args=[row.pk]) if row.is_public else "",
        quote=row.text,
    )


def of_session(row: Session) -> Origin:
    """A session of the council."""
    return Origin(
        stream=SESSION.stream,
        subject=row.pk,
        title=_("Kỳ họp thứ %(n)s Hội đồng nhân dân, nhiệm kỳ %(term)s")
        % {"n": row.number, "term": row.term.name},
        kind=COUNCIL,
        topic="other",
        unit=row.term.unit,
        desk=reverse("council:session", args=[row.pk]),
        public=reverse("portal:council_session", args=[row.pk]),
    )


class PetitionOrigins:
    """Voters' petitions from which promises come."""

    @staticmethod
    def many(subjects: Collection[int]) -> Mapping[int, Origin]:
        """Those of these numbers that there are; one statement."""
        rows = Petition.objects.filter(pk__in=subjects).select_related("unit")
        return {row.pk: of_petition(row) for row in rows}


class SessionOrigins:
    """Sessions at which promises were made."""

    @staticmethod
    def many(subjects: Collection[int]) -> Mapping[int, Origin]:
        """Those of these numbers that there are; one statement."""
        rows = Session.objects.filter(pk__in=subjects).select_related("term__unit")
        return {row.pk: of_session(row) for row in rows}
