"""The tables of migrations, drawn quicker than Django draws them, know each other as well."""

from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from danvan.cli.migrating import Tables


def a_model(name, **fields):
    return ModelState("cases", name, [("id", models.AutoField(primary_key=True)), *fields.items()])


def drawn(state):
    """A model, drawn; then those that point to it, one of them by way of another."""
    state.add_model(a_model("Case"))
    assert state.apps
    state.add_model(a_model("Reply", case=models.ForeignKey("cases.Case", models.CASCADE)))
    state.add_model(a_model("Paper", reply=models.OneToOneField("cases.Reply", models.CASCADE)))
    state.add_model(a_model("Telling", case=models.ForeignKey("cases.Case", models.CASCADE)))
    return state


def ties(state):
    """Who points to whom and by whom each is pointed at, with the fields that queries may ask for."""
    found = {}
    for model in state.apps.get_models():
        assert state.apps.get_model("cases", model.__name__) is model
        for field in model._meta.get_fields():
            if field.is_relation:
                assert field.related_model in state.apps.get_models(), "tied to one that is no more"
            found[model.__name__, field.name] = field.related_model and field.related_model.__name__
    return found


def test_a_new_table_is_tied_as_django_ties_it_also_in_a_copy():
    ours = drawn(Tables())
    assert type(ours) is Tables
    assert ties(ours) == ties(drawn(ProjectState()))
    assert ties(ours)["Case", "telling"] == "Telling"
    copied = ours.clone()
    copied.add_model(a_model("Look", case=models.ForeignKey("cases.Case", models.CASCADE)))
    assert ties(copied)["Case", "look"] == "Look"
    assert ("Case", "look") not in ties(ours)
