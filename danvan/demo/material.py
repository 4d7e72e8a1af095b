"""The content of the demonstration, read from the YAML files beside this one."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read(name: str) -> Any:
    """One file, e.g. 'article' for article.yaml or 'texts/land' for texts/land.yaml."""
    text = files("danvan.demo").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)
