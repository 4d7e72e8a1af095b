"""Settings of figures that are watched, published and exchanged; danvan.config.settings takes them in whole."""

import os
from typing import Any

# Which units are added up together: pairs of the number of a unit above and of a unit in its group (ADR 30).
GROUPS = "danvan.reports.scope.groups"
# When what comes is more than its own past explains (danvan.dashboards.surges, ADR 29). The past: so many `windows` of
# so many `days`, `least_past` of them at least. `least`: the smallest alarm. `chance`: how likely one is by itself.
SURGES: dict[str, Any] = {
    "days": 28,
    "windows": 12,
    "least_past": 6,
    "least": int(os.environ.get("DANVAN_SURGE_LEAST", "5")),
    "chance": float(os.environ.get("DANVAN_SURGE_CHANCE", "0.0005")),
}
# Under which licence published figures may be used again: the office's choice.
OPEN_LICENCE = os.environ.get("DANVAN_OPEN_LICENCE", "CC BY 4.0")
# What carries packages to the national database (danvan.exchange.carriers); its address and token, where it needs them.
CARRIER = os.environ.get("DANVAN_EXCHANGE_CARRIER", "danvan.exchange.carriers.filed.Filed")
ADDRESS = os.environ.get("DANVAN_EXCHANGE_URL", "")
TOKEN = os.environ.get("DANVAN_EXCHANGE_TOKEN", "")
