"""Quiet hours (giờ yên tĩnh): the hours of each day, on the clock of Viet Nam, in which nobody is sent anything."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from danvan.lib.dates import VIETNAM

SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")
NEVER = "off"


@dataclass(frozen=True)
class Quiet:
    """From one hour until another, the second not included; through midnight where the first is the later one."""

    first: time
    until: time

    def covers(self, moment: datetime) -> bool:
        """Whether the moment lies in the quiet hours; never where both hours are the same."""
        hour = moment.astimezone(VIETNAM).time()
        if self.first <= self.until:
            return self.first <= hour < self.until
        return hour >= self.first or hour < self.until


def hours(text: str) -> Quiet:
    """'18:00-07:00', or 'off' for none. Raises ValueError, with the sentence for whoever set it, for anything else."""
    if text.strip().lower() == NEVER:
        return Quiet(time(0), time(0))
    found = SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"DANVAN_QUIET must read like 18:00-07:00, or off; it reads {text!r}")
    first, first_minute, until, until_minute = (int(part) for part in found.groups())
    return Quiet(time(first, first_minute), time(until, until_minute))
