"""Totals of years, and of groups of units. All totals are derived: the next roll-up makes them anew from the facts."""

from django.db import migrations, models

EMPTY = "DELETE FROM figures_total; DELETE FROM figures_rollup"


class Migration(migrations.Migration):
    dependencies = [("figures", "0002_append_only")]

    operations = [
        migrations.RunSQL(EMPTY, EMPTY),
        migrations.RemoveConstraint("Total", "figures_total_one_cell"),
        migrations.RenameField("Total", "month", "first"),
        migrations.AddField("Total", "months", models.SmallIntegerField(default=1)),
        migrations.AddField("Total", "below", models.BooleanField(default=False)),
        migrations.AddField("Total", "apart", models.BooleanField(default=True)),
        migrations.AddConstraint(
            "Total",
            models.UniqueConstraint(
                fields=("unit_id", "below", "apart", "months", "measure", "first", "kind", "topic"),
                name="figures_total_one_cell",
            ),
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("top_id", models.IntegerField()),
                ("unit_id", models.IntegerField()),
                ("daily", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["unit_id"], name="figures_member_unit")],
                "constraints": [
                    models.UniqueConstraint(fields=("top_id", "unit_id"), name="figures_member_once")
                ],
            },
        ),
    ]
