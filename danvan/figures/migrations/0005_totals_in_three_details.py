"""Totals over all kinds too. Totals are derived: the next roll-up makes them anew from the facts."""

from django.db import migrations, models

CELL = ("unit_id", "below", "detail", "months", "first", "measure", "kind", "topic")
WITH_AMOUNT = f"""
    DELETE FROM figures_rollup;
    ALTER TABLE figures_total DROP CONSTRAINT figures_total_pkey;
    ALTER TABLE figures_total ADD CONSTRAINT figures_total_pkey PRIMARY KEY ({", ".join(CELL)}) INCLUDE (amount)
"""
EMPTY = "DELETE FROM figures_rollup"


class Migration(migrations.Migration):
    dependencies = [("figures", "0004_answers_from_indexes")]

    operations = [
        migrations.DeleteModel("Total"),
        migrations.CreateModel(
            name="Total",
            fields=[
                ("pk", models.CompositePrimaryKey(*CELL, primary_key=True, serialize=False)),
                ("first", models.DateField()),
                ("months", models.SmallIntegerField(default=1)),
                ("unit_id", models.IntegerField()),
                ("below", models.BooleanField(default=False)),
                ("detail", models.SmallIntegerField()),
                ("measure", models.CharField(max_length=40)),
                ("kind", models.CharField(max_length=30, blank=True)),
                ("topic", models.CharField(max_length=40, blank=True)),
                ("amount", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(WITH_AMOUNT, EMPTY),
        migrations.RemoveField("RollUp", "at"),
    ]
