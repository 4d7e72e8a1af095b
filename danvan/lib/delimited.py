"""Lists as CSV that a spreadsheet opens: UTF-8 with a byte-order mark, streamed, nothing in it that could be run."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

BOM = "\ufeff"
DANGEROUS = frozenset("=+-@\t\r")


class _Echo:
    """Gives back what the writer writes."""

    def write(self, line: str) -> str:
        return line


def harmless(value: Any) -> str:
    """The cell as text; one that a spreadsheet would take for a formula gets an apostrophe before it."""
    text = value if type(value) is str else "" if value is None else str(value)
    return f"'{text}" if text[:1] in DANGEROUS else text


def lines(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The file line by line."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([harmless(cell) for cell in head])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def answer(name: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """The file as a download."""
    response = StreamingHttpResponse(lines(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
