"""The functions and indexes with which PostgreSQL finds a part of a name of two signs and more (docs/adr: search).

An index over a function of the column needs no upkeep: it is right after every write, imports and restores included.
"""

PLAIN = """
CREATE OR REPLACE FUNCTION search_plain(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT translate(lower(normalize(value, NFKC)), E' \\t\\n\\r', '') $$
"""
# The plain form is written out once more: a dump is read back with an empty search path, where search_plain has no name.
PAIRS = """
CREATE OR REPLACE FUNCTION search_pairs(value text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 200
AS $$
DECLARE
    signs text[] := string_to_array(translate(lower(normalize(value, NFKC)), E' \\t\\n\\r', ''), NULL);
    pairs text[] := '{}';
BEGIN
    FOR place IN 1 .. coalesce(array_length(signs, 1), 0) - 1 LOOP
        pairs := pairs || (signs[place] || signs[place + 1]);
    END LOOP;
    RETURN pairs;
END $$
"""
# Columns of tables that grow with the years; the other nouns have some hundred rows and are read through.
COLUMNS = (
    ("association_organization", "name"),
    ("association_organization", "short_name"),
    ("association_formername", "name"),
    ("association_person", "name"),
    ("association_activity", "title"),
    ("association_recognition", "name"),
    ("association_recognition", "title"),
    ("reviews_call", "title"),
    ("reviews_submission", "title"),
    ("research_project", "title"),
    ("research_project", "number"),
    ("research_paper", "author_names"),
    ("office_attachment", "name"),
)


def index_name(table, column):
    """Return the name of a column's index."""
    return f"{table}_{column}_pairs"


def make_indexes(schema_editor):
    """Make the functions and indexes; nothing on SQLite."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(PLAIN, params=None)
    schema_editor.execute(PAIRS, params=None)
    for table, column in COLUMNS:
        name = index_name(table, column)
        schema_editor.execute(f"CREATE INDEX {name} ON {table} USING gin (search_pairs({column}))", params=None)


def drop_indexes(schema_editor):
    """Take the indexes and functions away again."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, column in COLUMNS:
        schema_editor.execute(f"DROP INDEX IF EXISTS {index_name(table, column)}", params=None)
    schema_editor.execute("DROP FUNCTION IF EXISTS search_pairs(text)", params=None)
    schema_editor.execute("DROP FUNCTION IF EXISTS search_plain(text)", params=None)
