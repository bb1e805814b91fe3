"""Triggers that let rows into a table and never let one change or go.

Made again by any migration that rebuilds one of these tables (SQLite drops triggers with the old table); a test finds
a table that lost them. There is no counterpart that takes them off: nothing in the portal does.
"""

REFUSED = "This table is append-only."

SQLITE = (
    ("update", "BEFORE UPDATE", ""),
    ("delete", "BEFORE DELETE", ""),
    # INSERT OR REPLACE deletes without asking the trigger for DELETE.
    ("replace", "BEFORE INSERT", "WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"),
)
POSTGRESQL = (
    ("update", "BEFORE UPDATE", "FOR EACH ROW"),
    ("delete", "BEFORE DELETE", "FOR EACH ROW"),
    ("truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
)
FUNCTION = f"""
CREATE OR REPLACE FUNCTION office_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
END $$
"""


def protect(schema_editor, **keys):
    """Put the triggers on tables, each given with its primary key: ``protect(schema_editor, office_seal="number")``."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    if not sqlite:
        schema_editor.execute(FUNCTION, params=None)
    for table, key in keys.items():
        for act, when, each in SQLITE if sqlite else POSTGRESQL:
            name = f"{table}_refuses_{act}"
            clause = each.format(table=table, key=key)
            if sqlite:
                body = f"{when} ON {table} {clause} BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
            else:
                body = f"{when} ON {table} {clause} EXECUTE FUNCTION office_refuse_change()"
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}", params=None)
            schema_editor.execute(f"CREATE TRIGGER {name} {body}", params=None)
