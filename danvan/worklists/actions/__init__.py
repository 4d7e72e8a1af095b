"""Every write to what officers keep of lists and do with them."""

from danvan.worklists.actions.batches import MOST, start, undo, work
from danvan.worklists.actions.exports import ask, expire, fetch, finish, wrote
from danvan.worklists.actions.views import remove_view, rename_view, save_view, share_view

__all__ = [
    "MOST",
    "ask",
    "expire",
    "fetch",
    "finish",
    "remove_view",
    "rename_view",
    "save_view",
    "share_view",
    "start",
    "undo",
    "work",
    "wrote",
]
