"""People are found by the words of their names from an index: no search reads all names."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_parts_of_a_letter")]

    operations = [
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("folded", config="simple"),
                name="cases_party_words",
            ),
        ),
    ]
