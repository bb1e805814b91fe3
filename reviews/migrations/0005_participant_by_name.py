"""An index of participants by name: conflicts look for namesakes of reviewers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0004_members_only")]

    operations = [
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["name"], name="participant_by_name"),
        ),
    ]
