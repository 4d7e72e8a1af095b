"""The database itself refuses to change or delete an event."""

from django.db import migrations

from danvan.lib import appendonly

EVENT_LOCK = 710_001


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            appendonly.triggers("journal_event", EVENT_LOCK), appendonly.drop_triggers("journal_event")
        ),
    ]
