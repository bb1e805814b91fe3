"""What the source says, as plain tables: the demo loader and the replay of the contests both read them.

Nothing here knows a model or a database; a test holds it.
"""
