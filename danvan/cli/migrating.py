"""Migrations on an empty database in a third of the time: what is new has nobody yet who must be told of it.

Django draws a model anew together with all that are tied to it, however distantly, and every table here is tied to the
officers: two hundred tables are drawn some twenty thousand times. A new model is drawn alone, for no other names it
before it is there; what changes a model is left as Django does it.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState


class Tables(ProjectState):
    """What the tables are after so many migrations; a copy of it is Django's own, drawn as Django draws."""

    def add_model(self, model_state: ModelState) -> None:
        drawn = self.__dict__.pop("apps", None)
        super().add_model(model_state)
        if drawn is not None:
            self.__dict__["apps"] = drawn
            drawn.render_multiple([model_state])


class Executor(MigrationExecutor):
    """Django's, with these tables."""

    def _create_project_state(self, with_applied_migrations: bool = False) -> ProjectState:
        state: ProjectState = super()._create_project_state(with_applied_migrations)  # type: ignore[misc]
        state.__class__ = Tables
        return state


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Sweep for lost objects seldom: drawing makes so many that it took a third of the time to look through them."""
    before = gc.get_threshold()
    gc.set_threshold(20_000, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
