"""Tables are made in a third of the time: a migration that makes a model does not draw all others anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.migrations.state import ModelState, ProjectState


@contextmanager
def new_models_alone() -> Iterator[None]:
    """Inside, a new model is drawn by itself.

    Django draws again whatever a new model is related to, and all that is related to that: nearly everything hangs on
    the accounts, so each of two hundred models would draw the others once more. A new model changes no column of
    another, and it finds those that it points to as they are.
    """
    whole = ProjectState.add_model
    ProjectState.add_model = _add_model  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = whole  # type: ignore[method-assign]


def _add_model(state: ProjectState, model: ModelState) -> None:
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:  # type: ignore[attr-defined]
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # asked by hasattr it would be made
        state.apps.render_multiple([model])
