"""The contests of 2020 once more, each act through its page under its own log-in (``manage.py replay_contests``).

Nothing here imports a model, a query or a domain function: what it knows, it reads from pages. A test holds it.
"""
