"""Tables of the catalogue."""

from danvan.procedures.models.bringing import Import, Line
from danvan.procedures.models.parts import Document, Part, Step, Way
from danvan.procedures.models.procedure import Procedure, Suspension, Version

__all__ = ["Document", "Import", "Line", "Part", "Procedure", "Step", "Suspension", "Version", "Way"]
