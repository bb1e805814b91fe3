"""Create the first tables of an app in one step.

Django renders every related model anew for each ``CreateModel`` of a migration; with a hundred tables that is most of
the time that an empty database takes. Here the tables enter the state first and are rendered once.
"""

from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """Do several ``CreateModel`` at once; each may refer to those before it."""

    def __init__(self, tables):
        self.tables = tables

    def deconstruct(self):
        return self.__class__.__qualname__, [], {"tables": self.tables}

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # rendered again, once, when the first table asks for it
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return "Create %d tables" % len(self.tables)
