"""Tables of emulation."""

from danvan.emulation.models.checking import Ballot, Reviewer, Score, Sheet, Sitting
from danvan.emulation.models.criteria import CriteriaSet, Criterion, Movement
from danvan.emulation.models.evidence import Photo, Result
from danvan.emulation.models.exemplar import Exemplar, Holder
from danvan.emulation.models.nomination import Nomination

__all__ = [
    "Ballot",
    "CriteriaSet",
    "Criterion",
    "Exemplar",
    "Holder",
    "Movement",
    "Nomination",
    "Photo",
    "Result",
    "Reviewer",
    "Score",
    "Sheet",
    "Sitting",
]
