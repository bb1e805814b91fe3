"""Lists of groups."""
