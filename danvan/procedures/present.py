"""How a version is shown, on the portal and on the desk."""

from datetime import date

from danvan.procedures import graph
from danvan.procedures.models import Step, Version


def steps(version: Version, day: date) -> list[list[Step]]:
    """Its steps row by row, those of one row side by side, each with `unit_name`; no statement once all was fetched."""
    found = list(version.steps.all())
    for step in found:
        vars(step)["unit_name"] = step.unit.name_on(day) if step.unit else ""
    return graph.in_order(found)
