"""Renditions as Word files, when their state was read, and the characters no font has."""

from typing import Any

import django.utils.timezone
from django.db import migrations, models
from django.db.models import F


def read_when_requested(apps: Any, schema_editor: Any) -> None:
    """Date what was frozen before: it was read when it was asked for."""
    apps.get_model("reports", "Rendition").objects.update(frozen_at=F("requested_at"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="rendition",
            name="format",
            field=models.CharField(choices=[("pdf", "PDF"), ("docx", "Word")], max_length=10, verbose_name="Format"),
        ),
        migrations.AddField(
            model_name="rendition",
            name="frozen_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="rendition",
            name="missing_glyphs",
            field=models.TextField(blank=True),
        ),
        migrations.RunPython(read_when_requested, migrations.RunPython.noop),
    ]
