"""Pages of upper apps that stand beside a record of the association.

An upper app registers them when it starts (``reports/apps.py``): the association names nobody above it.
"""

# What the page does with the record -> the name of the address that takes its key.
PAGES: dict[str, str] = {}
