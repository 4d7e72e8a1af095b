"""Open cases and ended ones have indexes of their own: the few that are open are counted and listed without the many."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_verification_and_urging"),
        ("people", "0002_terms_of_a_province"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="case",
            name="cases_case_desk",
        ),
        migrations.RemoveIndex(
            model_name="case",
            name="cases_case_mine",
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("phase__in", ["received", "accepted", "working"])),
                fields=["unit_responsible", "due_on"],
                include=(
                    "unit_received",
                    "officer",
                    "kind",
                    "status",
                    "phase",
                    "waiting_since",
                    "received_on",
                    "id",
                ),
                name="cases_case_open",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.OrderBy(
                    models.Case(
                        models.When(then=models.F("due_on"), waiting_since__isnull=True),
                        output_field=models.DateField(),
                    ),
                    nulls_last=True,
                ),
                models.OrderBy(models.F("received_on")),
                models.OrderBy(models.F("id")),
                condition=models.Q(("phase__in", ["received", "accepted", "working"])),
                name="cases_case_term",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["received_on", "id"], name="cases_case_newest"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    ("phase__in", ["received", "accepted", "working"]), ("officer__isnull", False)
                ),
                fields=["officer"],
                name="cases_case_mine",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("unit_received", models.F("unit_responsible")), _negated=True),
                fields=["unit_received"],
                name="cases_case_passed_on",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("phase__in", ["answered", "closed"])),
                fields=["unit_responsible"],
                name="cases_case_ended",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.OrderBy(models.F("closed_on"), descending=True, nulls_last=True),
                models.OrderBy(models.F("received_on"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("phase__in", ["answered", "closed"])),
                name="cases_case_by_end",
            ),
        ),
    ]
