"""Lines of a log that may be sent to whoever helps: where something went wrong, never whose matter it was.

What an exception says may hold what somebody typed (PostgreSQL's DETAIL has whole rows). So only exceptions
that speak of the program or the machine keep their first line; of a database error its code and constraint stay.
"""

import logging
import re
import traceback
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest
from django.template import TemplateDoesNotExist

# Their words are about code, files and connections.
SPEAKING = (
    ImproperlyConfigured,
    TemplateDoesNotExist,
    OperationalError,
    ImportError,
    AttributeError,
    NameError,
    OSError,
)
_FURTHER = re.compile(r"\n\s*(?:DETAIL|CONTEXT|HINT|STATEMENT|QUERY|LINE \d+)\b.*", re.DOTALL)
_QUERY = re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]*")


class PrivateFormatter(logging.Formatter):
    """Drops query strings, paths, DETAIL lines and the words of exceptions that may quote a citizen."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; nothing that another handler has formatted already is taken over."""
        told = logging.makeLogRecord(
            {**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None}
        )
        told.msg, told.args = message_of(record), None
        line = super().format(told)
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        return f"{line}\n{story_of(error)}" if error else line


def message_of(record: logging.LogRecord) -> str:
    """The message without the path of its request, which is named by its view instead."""
    request = getattr(record, "request", None)
    if record.name.startswith("django.security.") and record.name != "django.security.csrf":
        return record.name.rsplit(".", 1)[-1]
    args: Any = record.args
    if isinstance(request, HttpRequest) and isinstance(args, tuple):
        known = {request.path, request.path_info, request.get_full_path()}
        args = tuple(view_of(request) if isinstance(arg, str) and arg in known else arg for arg in args)
    try:
        said = str(record.msg) % args if args else str(record.msg)
    except (TypeError, ValueError, KeyError):
        said = str(record.msg)
    return _QUERY.sub(r"\1", _FURTHER.sub("", said))


def view_of(request: HttpRequest) -> str:
    """The name of the view that a request came to."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else "(no view)"


def story_of(error: BaseException) -> str:
    """Exception and causes, the first cause first: frames, type, and what may be said of each."""
    chain: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in chain:
        chain.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return "\n".join(_one(each) for each in reversed(chain))


def _one(error: BaseException) -> str:
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__))).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    words = _words_of(error)
    return "\n".join(part for part in (frames, f"{kind}: {words}" if words else kind) if part)


def _words_of(error: BaseException) -> str:
    """Code, table and constraint of a database error; the first line of an exception that may speak."""
    diag = getattr(error, "diag", None)
    places = [getattr(diag, name, None) for name in ("sqlstate", "table_name", "constraint_name")]
    if any(places):
        return " ".join(str(place) for place in places if place)
    return _QUERY.sub(r"\1", str(error).split("\n")[0]) if isinstance(error, SPEAKING) else ""
