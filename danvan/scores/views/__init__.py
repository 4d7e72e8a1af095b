"""Pages of scores."""

from danvan.scores.views.cards import behind, page, page_json, page_xlsx
from danvan.scores.views.scales import scales

__all__ = ["behind", "page", "page_json", "page_xlsx", "scales"]
