"""Every write of the dashboards: a rise is recorded and answered, figures are published and withdrawn."""

from danvan.dashboards.actions.publishing import publish, withdraw
from danvan.dashboards.actions.watching import acknowledge, close, watch

__all__ = ["acknowledge", "close", "publish", "watch", "withdraw"]
