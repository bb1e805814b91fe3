"""Lists of research."""
