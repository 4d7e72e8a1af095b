"""Views by name, loaded when they are first asked for: the web server answers before it has read a thousand modules."""

from functools import cached_property
from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

_named: list[str] = []


class View:
    """A view by its dotted name."""

    def __init__(self, dotted: str) -> None:
        self.__module__, _, self.__name__ = dotted.rpartition(".")
        self.__qualname__ = self.__name__

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = self.itself(request, *args, **kwargs)
        return response

    @cached_property
    def itself(self) -> Any:
        """The function. Raises ImportError when there is none of this name."""
        return import_string(f"{self.__module__}.{self.__name__}")

    @property
    def csrf_exempt(self) -> bool:
        """Whether requests from elsewhere may come to it: its decorators say so, as Django asks."""
        return getattr(self.itself, "csrf_exempt", False)


class Views:
    """The views of a module: `case = Views("danvan.desk.views.case")`, and in an address `case.step`."""

    def __init__(self, module: str) -> None:
        self._module = module
        _named.append(module)

    def __getattr__(self, name: str) -> View:
        return View(f"{self._module}.{name}")


def load_all() -> None:
    """Load every module of views that the addresses name."""
    import_module(settings.ROOT_URLCONF)
    for module in _named:
        import_module(module)
