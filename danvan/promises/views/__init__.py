"""Pages of the register of promises at the desk."""

from danvan.promises.views.evidence import download, files, off
from danvan.promises.views.lists import bulk, mine, promises, promises_xlsx
from danvan.promises.views.promise import new, promise, step

__all__ = ["bulk", "download", "files", "mine", "new", "off", "promise", "promises", "promises_xlsx", "step"]
