"""The history of a record in words: who did what, under which role, when, why, and what it changed."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import HttpRequest
from django.utils.timezone import localtime

from office.enums import Role
from office.models import AuditEntry
from office.queries.audit import history_of
from office.web.act_words import act_words, actor_words
from office.web.change_words import Change, changes_of
from office.workflow import Workflow

LINES = 12
# Kinds of other records whose names a history looks up: each costs the page a query.
LOOKUPS = 1
# Acts that tell by their name what they did: what they wrote down beside is for the audit trail.
PLAIN_ACTS = frozenset({"create", "remove", "upload", "load_demo", "request", "issue_certificate"})


def read_key(request: HttpRequest, name: str) -> int | None:
    """Return a key from the address, None where it is no number that a database could hold."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read_history(
    *audited: Model, obj: Model, workflow: Workflow | None = None, older: int | None = None
) -> tuple[list[dict[str, Any]], str]:
    """Return the newest lines of a record's history, or those before the entry ``older``, and the way to older ones.

    ``audited`` are the records that the reader takes for one, ``obj`` among them; one query, and one more where a line
    names another record.
    """
    entries = list(history_of(*audited, older=older, limit=LINES + 1))
    more = f"?older={entries[LINES - 1].pk}" if len(entries) > LINES else ""
    return history_lines(told_once(entries[:LINES], obj), workflow=workflow), more


def told_once(entries: Iterable[Any], obj: Model) -> list[Any]:
    """Leave out the creation of the record beside: one form made both, and the history tells it as one act."""
    own = ContentType.objects.get_for_model(obj).pk
    return [entry for entry in entries if entry.action != "create" or entry.content_type_id == own]


def history_lines(found: Iterable[AuditEntry], *, workflow: Workflow | None = None) -> list[dict[str, Any]]:
    """Return acts as the history shows them, with what they changed."""
    entries = list(found)
    named = changes_of(entries, lookups=LOOKUPS)
    return [line_of(entry, changes, workflow) for entry, changes in zip(entries, named, strict=True)]


def line_of(entry: AuditEntry, changes: list[Change], workflow: Workflow | None) -> dict[str, Any]:
    """Return one line of a history; a move of the workflow does not repeat the state that it is named after."""
    moved = workflow.field if workflow and entry.action in {move.action for move in workflow.transitions} else ""
    shown = [] if entry.action in PLAIN_ACTS else [change for change in changes if change.name != moved]
    # An act that stores its reason on the record too tells it once.
    shown = [change for change in shown if change.name != "reason" or change.after != entry.reason]
    return {
        "when": localtime(entry.at),
        "who": actor_words(entry),
        "role": Role(entry.role).label if entry.role in Role.values else entry.role,
        "scope": entry.scope,
        "what": act_words(entry.action, workflow),
        "changes": shown,
        "reason": entry.reason,
    }
