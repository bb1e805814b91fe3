"""Search by parts of names: functions and indexes of PostgreSQL."""

from django.db import migrations

from reports.migrations import _search


def make(apps, schema_editor):
    _search.make_indexes(schema_editor)


def drop(apps, schema_editor):
    _search.drop_indexes(schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("office", "0001_initial"),
        ("association", "0001_initial"),
        ("reviews", "0001_initial"),
        ("research", "0001_initial"),
    ]
    operations = [migrations.RunPython(make, drop)]
