"""The database itself refuses to change or delete a fact."""

from django.db import migrations

from danvan.lib import appendonly

FACT_LOCK = 710_002


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]

    operations = [
        migrations.RunSQL(
            appendonly.triggers("figures_fact", FACT_LOCK), appendonly.drop_triggers("figures_fact")
        ),
    ]
