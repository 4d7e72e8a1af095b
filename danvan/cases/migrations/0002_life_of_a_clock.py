"""A clock keeps what happened to it, step by step, instead of the days left out; a case what it stands still for."""

from datetime import date, timedelta

from django.db import migrations, models
from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.functions import Cast


def to_steps(apps, schema_editor):
    """Each span of days left out was: the citizen is asked the day before, and has answered on its last day."""
    deadlines = apps.get_model("cases", "Deadline").objects.exclude(suspensions=[])
    for deadline in deadlines.only("suspensions").iterator():
        for first, last in deadline.suspensions:
            asked = date.fromisoformat(first) - timedelta(days=1)
            deadline.steps.append(_step("wait_citizen", asked.isoformat()))
            if last:
                deadline.steps.append(_step("citizen_answered", last))
        deadline.save(update_fields=["steps"])


def _step(kind, on):
    return {"kind": kind, "on": on, "reason": kind}


def to_causes(apps, schema_editor):
    """Until now a case could stand still for the citizen alone."""
    waiting = apps.get_model("cases", "Case").objects.filter(waiting_since__isnull=False)
    cause = Cast(Value("wait_citizen"), TextField())
    causes = Func(cause, F("waiting_since"), function="jsonb_build_object", output_field=JSONField())
    waiting.update(waiting_for=causes)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField("case", "waiting_for", models.JSONField(default=dict)),
        migrations.AddField("deadline", "steps", models.JSONField(default=list)),
        migrations.RunPython(to_steps, migrations.RunPython.noop),
        migrations.RunPython(to_causes, migrations.RunPython.noop),
        migrations.RemoveField("deadline", "suspensions"),
    ]
