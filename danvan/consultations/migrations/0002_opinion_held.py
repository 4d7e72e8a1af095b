"""An opinion given in a meeting of the register names it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0001_start"), ("meetings", "0001_first")]

    operations = [
        migrations.AddField(
            model_name="opinion",
            name="held",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.meeting",
            ),
        ),
    ]
