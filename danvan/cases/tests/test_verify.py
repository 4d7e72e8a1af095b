"""Whatever byte of a case is changed behind the register's back, the check names the row."""

import os
import shutil

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.test import override_settings

from danvan.cases import verify
from danvan.cases.actions import Amount, award, correct, files, link, take_back_award, write_more
from danvan.cases.actions.files import path_of
from danvan.cases.models import Assignment, Attachment, Award, Case, Deadline, Link, Party, Reply
from danvan.journal import prints
from danvan.lib.canonical import digest
from danvan.people.roles import Role
from tests.make import MONDAY, at, make_case, make_officer, make_unit, walk

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a paper"
TABLES = [Case, Party, Deadline, Reply, Assignment, Attachment, Link, Award]
COLUMNS = [
    (table, field)
    for table in TABLES
    for field in table._meta.concrete_fields
    if not field.primary_key and not field.is_relation
]


@pytest.fixture(scope="module")
def lived(lasting, tmp_path_factory):
    """A case that has been through everything (files, words, assignment, answer, correction, a link), and its files."""
    folder = tmp_path_factory.mktemp("files")
    with at(MONDAY), override_settings(MEDIA_ROOT=folder):
        unit = make_unit()
        minh = make_officer(unit, Role.CLERK, Role.HANDLER, Role.LEADER)
        case = make_case(unit, kind="complaint")
        checked = files.check([SimpleUploadedFile("đơn.pdf", PDF)])
        write_more(case, text="Xin gửi thêm.", on=MONDAY, files=checked)
        walk(case, minh, MONDAY, "screen", "accept", "assign", "answer")
        correct(case, by=minh, on=MONDAY, text="Nhầm số.")
        walk(case, minh, MONDAY, "answer")
        told = Amount("recover_money", "proposed", 12_000_000, MONDAY, "12/QĐ-UBND")
        row = award(case, told, by=minh, on=MONDAY)
        take_back_award(case, row.pk, why="typed", by=minh, on=MONDAY)
        link(make_case(unit), case, why="repeat", by=minh, on=MONDAY)
    return case.pk, folder


@pytest.fixture
def full(lived, settings, tmp_path):
    """That case, with files that a test may spoil."""
    key, folder = lived
    settings.MEDIA_ROOT = shutil.copytree(folder, tmp_path / "files")
    return Case.objects.get(pk=key)


def lies():
    return [f"{lie.row}: {lie.reason}" for lie in (*verify.contents(), *verify.states())]


def another(field: models.Field) -> str:
    """SQL that gives a column some other value of its type."""
    kind = field.get_internal_type()
    if kind == "DateField":
        return "'1999-01-01'"
    if kind == "DateTimeField":
        return f"{field.column} + interval '1 microsecond'"
    if kind == "BooleanField":
        return f"NOT {field.column}"
    if kind == "JSONField":
        return "'[1]'"
    if kind == "UUIDField":
        return "gen_random_uuid()"
    if "Integer" in kind:
        return f"{field.column} + 1"
    return f"substr('0' || {field.column}, 1, {field.max_length or 10_000})" if kind != "TextField" else "'x'"


def test_a_case_that_went_through_everything_has_no_lie(full):
    assert lies() == []


@pytest.mark.parametrize("table, field", COLUMNS, ids=lambda x: getattr(x, "__name__", None) or x.name)
def test_every_column_of_every_table_has_a_witness(full, table, field):
    row = table.objects.order_by("pk").first()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        if table is Deadline:
            cursor.execute("ALTER TABLE cases_deadline DROP CONSTRAINT cases_deadline_day_or_unconfirmed")
        if table is Award:
            cursor.execute("ALTER TABLE cases_award DROP CONSTRAINT cases_award_sign")
        changed = f'UPDATE {table._meta.db_table} SET "{field.column}" = {another(field)} WHERE id = %s'
        cursor.execute(changed, [row.pk])
    assert lies(), f"{table.__name__}.{field.name} was changed and nobody noticed"


def test_a_row_that_vanished_and_a_row_that_nobody_wrote_are_named(full):
    party = full.parties.get()
    name = f"party {party.pk} of case {full.pk}"
    number = party.pk
    party.delete()
    assert lies() == [f"{name}: it is gone"]
    party.pk = number
    party.save(force_insert=True)
    assert lies() == []
    Assignment.objects.create(case=full, unit=full.unit_responsible, on=MONDAY)
    assert [lie for lie in lies() if "no event tells of it" in lie]


def test_changed_bytes_of_a_file_are_named(full):
    file = full.attachments.get()
    path_of(file).write_bytes(PDF + b"!")
    assert lies() == [f"file {file.pk} of case {full.pk}: its bytes are not those that were sent"]


def test_bytes_of_a_letter_that_was_never_filed_are_swept_after_a_day_and_no_others(full, settings):
    kept = path_of(full.attachments.get())
    fresh, stray = kept.parent / "fresh", kept.parent / "stray"
    for path in (fresh, stray):
        path.write_bytes(b"x")
    for path in (kept, stray):
        os.utime(path, (0, 0))
    assert files.sweep() == 1
    assert (kept.exists(), fresh.exists(), stray.exists()) == (True, True, False)


def test_a_row_of_before_a_column_came_is_as_it_was_recorded_and_a_changed_one_is_not(full):
    minh = make_officer(full.unit_responsible, Role.CLERK, Role.HANDLER, Role.LEADER)
    with at(MONDAY):
        case = walk(make_case(full.unit_responsible), minh, MONDAY, "ask", "supplement", "ask")
    clock = case.deadlines.get()
    case_before = _columns(case, "waiting_for", "destroyed_on")
    clock_before = {
        **_columns(clock, "steps"),
        "suspensions": [["2018-02-13", "2018-02-12"], ["2018-02-13", None]],
    }
    kept = {
        prints.name_of(case): digest({"salt": case.salt, **case_before}),
        prints.name_of(clock): digest({"salt": case.salt, **clock_before}),
    }
    assert list(prints.lies(kept, [case, clock], case.salt)) == []
    case.waiting_for = {"ask_expert": "2018-02-12"}
    clock.steps = clock.steps[:1]
    assert len(list(prints.lies(kept, [case, clock], case.salt))) == 2


def _columns(row, *later):
    names = [
        field.attname for field in row._meta.concrete_fields if field.attname not in (*prints.PLACE, *later)
    ]
    return {name: getattr(row, name) for name in names}
