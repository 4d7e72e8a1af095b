"""Bytes kept under their own hash, and numbers taken from the unit's book."""

import hashlib
from datetime import date

from django.db import connection

from danvan.papers.models import Book, Content
from danvan.people.models import Unit


def keep(content: bytes) -> str:
    """Keep bytes for ever; their SHA-256. The same bytes are kept once."""
    digest = sha256(content)
    Content.objects.bulk_create([Content(sha256=digest, content=content)], ignore_conflicts=True)
    return digest


def sha256(content: bytes) -> str:
    """The hash by which bytes are kept, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def next_number(unit: Unit, series: str, on: date) -> int:
    """The next number of the day's book, held until the transaction ends: undone with it, so that none is missing.

    The caller refuses a day before the last number's (`heads.office`).
    """
    table = connection.ops.quote_name(Book._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS book (unit_id, series, year, last, last_on) VALUES (%s, %s, %s, 1, %s) "
            "ON CONFLICT (unit_id, series, year) DO UPDATE SET last = book.last + 1, "
            "last_on = GREATEST(book.last_on, excluded.last_on) RETURNING last",
            [unit.pk, series, on.year, on],
        )
        return int(cursor.fetchone()[0])
