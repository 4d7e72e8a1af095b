"""Reading YAML so that every complaint can name its line.

A mapping becomes a `Table`, which remembers on which line each key stands; everything else is as PyYAML's safe
loader gives it. The C loader is used where PyYAML was built with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from danvan.law.errors import RuleFileError
from danvan.law.words import Words

T = TypeVar("T")


class Table(dict[str, Any]):
    """A YAML mapping with its file, the line it begins on and the line of each key."""

    file: str = "?"
    line: int = 0

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}

    def fail(self, reason: str, key: str | None = None) -> NoReturn:
        """Raise RuleFileError at `key`, or at the head of this mapping."""
        raise RuleFileError(self.file, self.lines.get(key or "", self.line), reason)

    def allow(self, keys: Iterable[str], required: Iterable[str] = ()) -> None:
        """Raise RuleFileError when a key is unknown or a required one is missing."""
        allowed = set(keys) | set(required)
        for key in self:
            if key not in allowed:
                self.fail(f"unknown key '{key}' (known: {', '.join(sorted(allowed))})", key)
        for key in required:
            if key not in self:
                self.fail(f"'{key}' is missing")

    def get_as(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The value of `key`, checked to be a `kind`; `default` when absent (None: the key is required)."""
        value = self.get(key)
        if value is None:
            if default is None:
                self.fail(f"'{key}' is missing", key)
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.fail(f"'{key}' must be {_NAMES.get(kind, kind.__name__)}, not {value!r}", key)
        return value

    def get_date(self, key: str) -> date | None:
        """A day written as 2018-02-12, or None."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            self.fail(f"'{key}' must be a day such as 2018-02-12, not {value!r}", key)
        return value

    def get_choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """One word out of `choices`."""
        value = self.get_as(key, str, default)
        known = tuple(choices)
        if value not in known:
            self.fail(f"'{key}' must be one of {', '.join(known)}, not {value!r}", key)
        return value

    def get_tables(self, key: str) -> list[Table]:
        """A list of mappings; empty when the key is absent."""
        rows = self.get(key)
        if rows is None:
            return []
        if not isinstance(rows, list) or not all(isinstance(row, Table) for row in rows):
            self.fail(f"'{key}' must be a list of mappings", key)
        return list(rows)

    def get_words(self, key: str) -> Words | None:
        """A text given as {vi: …, en: …}, or None."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, Table):
            self.fail(f"'{key}' must be {{vi: …, en: …}}", key)
        extra = next((name for name in value if name not in ("vi", "en")), None)
        if extra is not None:
            value.fail(f"'{extra}' is neither vi nor en; a text with a comma in it needs quotes", extra)
        value.allow((), ("vi", "en"))
        return Words(value.get_as("vi", str), value.get_as("en", str))

    def need_words(self, key: str) -> Words:
        """As get_words, and the key is required."""
        words = self.get_words(key)
        if words is None:
            self.fail(f"'{key}' is missing", key)
        return words


_NAMES: dict[type, str] = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}


@lru_cache(maxsize=1)
def _loader() -> Any:
    """The loader class, made at the first file: importing danvan.law does not import PyYAML."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        path = "?"

    def mapping(loader: Any, node: Any) -> Any:
        table = Table()
        table.file, table.line = loader.path, node.start_mark.line + 1
        yield table
        for key_node, value_node in node.value:
            key = str(key_node.value)  # as written: YAML 1.1 would read a key 'off' as false
            line = key_node.start_mark.line + 1
            if key in table:
                raise RuleFileError(loader.path, line, f"'{key}' stands twice")
            table.lines[key] = line
            table[key] = loader.construct_object(value_node, deep=True)

    Loader.add_constructor("tag:yaml.org,2002:map", mapping)
    return Loader


def read(path: Path) -> Table:
    """The mapping in one YAML file. Raises RuleFileError with the line for anything that is not one."""
    return parse(path.read_bytes(), path.name)


def parse(content: bytes | str, name: str) -> Table:
    """The mapping in a YAML text; `name` is what complaints call the file."""
    import yaml

    loader = _loader()(content)
    loader.path = name
    try:
        data = loader.get_single_data()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleFileError(name, mark.line + 1 if mark else 1, str(error.problem)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleFileError(name, 1, str(error)) from error
    except ValueError as error:  # a day such as 2018-02-30, which the loader turns into a date
        raise RuleFileError(name, _line_of(content, str(error)), str(error)) from error
    finally:
        loader.dispose()
    if not isinstance(data, Table):
        raise RuleFileError(name, 1, "the file must be a mapping")
    return data


def _line_of(content: bytes | str, reason: str) -> int:
    """The first line that holds an impossible day, for a complaint that comes without a mark."""
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else content
    for number, line in enumerate(text.splitlines(), 1):
        for year, month, day in re.findall(r"\b(\d{4})-(\d\d?)-(\d\d?)\b", line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number
    return 1
