"""The tables that the migrations make are those of the models: columns, relations, constraints, indexes."""

import pytest
from django.apps import apps
from django.db import connection, models

pytestmark = pytest.mark.django_db


@pytest.fixture
def cursor():
    with connection.cursor() as cursor:
        yield cursor


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, those between two models included."""
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def test_each_model_has_its_columns_and_no_others(cursor):
    cursor.execute(
        "SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    )
    found: dict[str, dict[str, bool]] = {}
    for table, column, nullable in cursor.fetchall():
        found.setdefault(table, {})[column] = nullable
    for model in tables():
        columns = {field.column: field.null for field in model._meta.local_concrete_fields if field.column}
        assert found[model._meta.db_table] == columns, model._meta.label


def test_each_relation_is_a_constraint_of_the_database(cursor):
    cursor.execute(
        "SELECT conrelid::regclass::text, attname, confrelid::regclass::text FROM pg_constraint"
        " JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY(conkey) WHERE contype = 'f'"
    )
    found = set(cursor.fetchall())
    wanted = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in tables()
        for field in model._meta.local_concrete_fields
        if field.remote_field and field.db_constraint
    }
    assert wanted - found == set()
    assert len(wanted) > 100


def test_each_constraint_and_index_that_a_model_names_is_there(cursor):
    cursor.execute("SELECT indexname FROM pg_indexes UNION SELECT conname FROM pg_constraint")
    found = {name for (name,) in cursor.fetchall()}
    named = {each.name for model in tables() for each in (*model._meta.indexes, *model._meta.constraints)}
    assert named - found == set()
    assert len(named) > 100
