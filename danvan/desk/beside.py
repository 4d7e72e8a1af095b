"""What stands beside a case, as JSON of the one statement that loads its page: urgings, matters of the register."""

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from danvan.cases.models import Urging
from danvan.dossiers.models import DossierCase
from danvan.papers.models import Paper
from danvan.papers.of_urgings import STREAM
from danvan.papers.workflow import State


def dossiers() -> QuerySet:
    """The matters of the register of complex matters in which the case stands now."""
    rows = DossierCase.objects.filter(case=OuterRef("pk"), dossier__off_on__isnull=True).order_by("pk")
    return rows.values(json=JSONObject(pk="dossier_id", title="dossier__title", grounds="dossier__grounds"))


def urgings() -> QuerySet:
    """Urgings of the case that were not taken back, the newest first, with the number of the letter."""
    letter = Paper.objects.filter(stream=STREAM, subject=OuterRef("pk")).exclude(state=State.CANCELLED.value)
    rows = Urging.objects.filter(case=OuterRef("pk"), withdrawn_on__isnull=True).order_by("-pk")
    told = {name: name for name in ("on", "answer_by", "text", "answer", "promised_on", "answered_on")}
    paper = Subquery(letter.order_by("-pk").values("pk")[:1])
    symbol = Subquery(letter.order_by("-pk").values("symbol")[:1])
    return rows.values(json=JSONObject(pk="pk", unit="unit_id", paper=paper, symbol=symbol, **told))
