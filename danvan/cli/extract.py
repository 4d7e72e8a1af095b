"""Finding the texts that gettext is asked for, in Python by its syntax tree, in templates as Django itself does."""

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

Found = tuple[int, str, str, str]  # line, text, plural, context

# How many of the first arguments are what: context, text, plural.
CALLS = {
    "_": "t",
    "gettext": "t",
    "gettext_lazy": "t",
    "gettext_noop": "t",
    "ngettext": "tp",
    "ngettext_lazy": "tp",
    "pgettext": "ct",
    "pgettext_lazy": "ct",
    "npgettext": "ctp",
    "npgettext_lazy": "ctp",
}


def of_python(path: Path) -> Iterator[Found]:
    """The texts of a Python file; a name or an expression as argument is somebody else's text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        roles = CALLS.get(name, "")
        texts = [
            each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if roles and len(texts) >= len(roles):
            given = dict(zip(roles, texts, strict=False))
            yield node.lineno, given["t"], given.get("p", ""), given.get("c", "")


def of_template(path: Path) -> Iterator[Found]:
    """The texts of a template: Django turns it into something like Python, which is then read."""
    from babel.messages.extract import extract_python
    from django.utils.translation.template import templatize

    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    flat = re.sub(r"(?m)^[ \t]+", "", code)
    keywords: dict[str, None] = dict.fromkeys(CALLS)
    for line, name, texts, _ in extract_python(
        io.BytesIO(flat.encode()), keywords, [], {"encoding": "utf-8"}
    ):
        given = [texts] if isinstance(texts, str) else list(texts)
        words = dict(zip(CALLS[str(name)], given, strict=False))
        if words.get("t"):
            yield line, words["t"], words.get("p") or "", words.get("c") or ""
