"""Reading the tables of these tests: rows of YAML, turned into questions to the clock."""

from datetime import date, time
from pathlib import Path
from typing import Any

from danvan.law import Due, Override, due, due_by_term
from danvan.law.yamlfile import read

HERE = Path(__file__).parent


def rows(name: str) -> list[Any]:
    """The rows of one table, each a pytest parameter's worth."""
    return read(HERE / name).get_tables("rows")


def label(row: Any) -> str:
    """A name for a row in the list of tests."""
    what = row.get("rule") or f"{row['amount']} {row['unit']}"
    return f"{what} from {row['start']} is due {row['due']}"


def ask(row: Any) -> Due:
    """Put a row's question to the clock."""
    pauses = [(a, b) for a, b in row.get("suspend", [])]
    if "rule" in row:
        return due(
            row["rule"],
            start=row["start"],
            area=row.get("area", "normal"),
            complexity=row.get("complexity", "normal"),
            extensions=row.get("extend", []),
            suspensions=pauses,
            override=Override(**row["set"], decision="Quyết định 98/2025/QĐ-UBND") if "set" in row else None,
            received_at=time.fromisoformat(row["at"]) if "at" in row else None,
            case_on=row.get("case_on"),
        )
    first, back, moves = row.get("first", False), row.get("back", False), row.get("moves")
    return due_by_term(
        row["amount"], row["unit"], row["start"], first, moves=moves, back=back, suspensions=pauses
    )


def day(text: str) -> date:
    """A day as the shared files write it, with or without an hour."""
    return date.fromisoformat(text[:10])
