"""Tables of ratings."""

from danvan.ratings.models.answers import Batch, Remark, Slip, Spent
from danvan.ratings.models.calls import Call, CallList
from danvan.ratings.models.kiosks import Kiosk

__all__ = ["Batch", "Call", "CallList", "Kiosk", "Remark", "Slip", "Spent"]
