"""What the audit trail has taken in nobody changes: triggers."""

from django.db import migrations

from office.migrations._append_only import protect


def protect_trail(apps, schema_editor):
    protect(schema_editor, office_auditentry="id", office_sealedentry="entry", office_seal="number")


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]
    operations = [migrations.RunPython(protect_trail)]
