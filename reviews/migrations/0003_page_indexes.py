"""Indexes of two pages: the rows of a ranking in order, and what waits for the check by arrival."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_certificate_holders")]

    operations = [
        migrations.AddIndex(
            model_name="rankingrow",
            index=models.Index(fields=["ranking", "rank"], name="ranking_row_by_rank"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["call", "state", "submitted_at"], name="submission_by_arrival"),
        ),
    ]
