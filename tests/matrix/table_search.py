"""Who may open what: search. How to read a line: tests/matrix/frame.py."""

SEARCH = """
search                           L 2222 2 2 2 2 2 2
"""
