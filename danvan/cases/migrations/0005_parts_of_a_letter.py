"""Cases may be tied as a letter and its part."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_ways_of_telling")]

    operations = [
        migrations.AlterField(
            model_name="link",
            name="why",
            field=models.CharField(
                choices=[
                    ("repeat", "Repeat"),
                    ("duplicate", "Duplicate"),
                    ("continues", "Continues"),
                    ("part", "Part"),
                ],
                max_length=10,
            ),
        ),
    ]
