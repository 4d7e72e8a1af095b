"""The one question of this app that goes over all clocks: which of them run, and end by a day."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("alarms", "0001_alarms"), ("cases", "0002_life_of_a_clock")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX alarms_running_clocks ON cases_deadline (due_on) INCLUDE (case_id)"
            " WHERE state = 'running'",
            "DROP INDEX alarms_running_clocks",
        )
    ]
