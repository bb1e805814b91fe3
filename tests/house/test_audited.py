"""Whoever acts leaves a row: each domain function with an actor that writes also writes the trail, in one transaction.

Read from the program's text: a function writes when it, or a domain function that it calls, changes rows; it is audited
when it reaches ``record_act`` or ``record_acts`` the same way. What stands in ``KNOWN`` says why it need not.
"""

import ast
from dataclasses import dataclass, field

import pytest

from tests.house.sources import APPS, python_files, shown

pytestmark = pytest.mark.pure

RECORDERS = {"record_act", "record_acts"}
WRITES = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ON_ROWS = {"create", "update", "delete"}
ROWS = ("objects", "_base_manager", "everything", "rows", "filter(", "exclude(")
# Function -> why it leaves no row of its own.
KNOWN: dict[str, str] = {
    "hold_draft": "an unsaved text of its writer; saving it is the act",
    "write_version": "a part of saving a section, which leaves the row",
    "write_message": "a message tells of an act that has its own row",
    "tell_move": "a message tells of an act that has its own row",
    "tell_staff": "a message tells of an act that has its own row",
    "tell_school": "a message tells of an act that has its own row",
    "tell_filed": "a message tells of an act that has its own row",
    "tell_decided": "a message tells of an act that has its own row",
    "tell_begun": "a message tells of an act that has its own row",
    "tell_referral": "a message tells of an act that has its own row",
    "tell_decision": "a message tells of an act that has its own row",
    "tell_reviewer": "a message tells of an act that has its own row",
    "tell_reviewers": "a message tells of an act that has its own row",
    "tell_offer": "a message tells of an act that has its own row",
    "tell_return": "a message tells of an act that has its own row",
    "tell_receipt": "a message tells of an act that has its own row",
    "tell_extension": "a message tells of an act that has its own row",
    "note_write": "keeps what was typed beside the sheet; entering the sheet is the act and leaves the row",
    "keeping": "holds the entry and moves its quotas around the act inside, which leaves the row",
    "settle_after_change": "moves quotas after an act on the entry, which leaves the row",
    "settle_quotas": "counts again what an act on the entry has moved; the act leaves the row",
    "take": "one step of settle_quotas",
    "settle_many": "counts what an import has written, whose rows have their own acts",
    "count_anew": "counts what takes part after an act on the quota, which leaves the row",
    "open_upload": "parts of a file that nobody sees; keeping the file is the act",
    "take_upload": "hands the whole file to the act that keeps it, which leaves the row",
}
# Functions that record outside a transaction of their own -> why that is right.
ALONE: dict[str, str] = {
    "export_trail": "stores nothing but the row",
    "record_export": "stores nothing but the row",
    "note_switch": "stores nothing but the row; the choice lives in the session",
    "note_factor": "stores nothing but the row; the factor is the library's",
}


@dataclass
class Function:
    """One function of the domain: where it is, what it calls, whether it writes, and whether it opens a transaction."""

    name: str
    place: str
    calls: set[str] = field(default_factory=set)
    has_actor: bool = False
    writes: bool = False
    is_atomic: bool = False


def writes_rows(call: ast.Call) -> bool:
    """Tell whether a call changes rows of the database."""
    if not isinstance(call.func, ast.Attribute):
        return False
    owner = ast.unparse(call.func.value)
    return call.func.attr in WRITES or (call.func.attr in ON_ROWS and any(word in owner for word in ROWS))


def read_functions() -> list[Function]:
    """Return the functions at the top of all domain modules."""
    found = []
    for path in python_files(*APPS):
        if "/domain/" not in f"/{shown(path)}":
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef):
                continue
            calls = [item for item in ast.walk(node) if isinstance(item, ast.Call)]
            # A function handed on by its name (a table of acts, a callback) counts as called.
            names = {item.id for item in ast.walk(node) if isinstance(item, ast.Name)}
            arguments = {item.arg for item in (*node.args.args, *node.args.kwonlyargs)}
            found.append(
                Function(
                    name=node.name,
                    place=f"{shown(path)}:{node.lineno} {node.name}",
                    calls=names,
                    has_actor="actor" in arguments,
                    writes=any(writes_rows(call) for call in calls),
                    is_atomic="atomic" in ast.unparse(node),
                )
            )
    return found


def reach(functions: list[Function], start: set[str]) -> set[str]:
    """Return the names of functions that reach one of the named ones by their calls, these included."""
    reached, grown = set(start), True
    while grown:
        more = {item.name for item in functions if item.calls & reached} - reached
        grown, reached = bool(more), reached | more
    return reached


def test_every_act_of_somebody_leaves_a_row() -> None:
    functions = read_functions()
    audited = reach(functions, RECORDERS)
    writing = reach(functions, {item.name for item in functions if item.writes})
    acts = [item for item in functions if item.has_actor and not item.name.startswith("_") and item.name in writing]
    assert len(acts) > 60, "the acts are not found any more"
    silent = [item.place for item in acts if item.name not in audited | set(KNOWN)]
    assert silent == [], "these write for an actor and leave no row in the audit trail"


def test_every_row_is_written_in_the_transaction_of_its_act() -> None:
    functions = read_functions()
    callers: dict[str, list[Function]] = {}
    for item in functions:
        for name in item.calls - {item.name}:
            callers.setdefault(name, []).append(item)

    def is_held(item: Function, seen: frozenset[str] = frozenset()) -> bool:
        """Tell whether the function, or each one that calls it, opens a transaction."""
        if item.is_atomic:
            return True
        above = [caller for caller in callers.get(item.name, []) if caller.name not in seen]
        return bool(above) and all(is_held(caller, seen | {item.name}) for caller in above)

    recording = [item for item in functions if item.calls & RECORDERS and item.name not in RECORDERS]
    loose = [item.place for item in recording if item.name not in ALONE and not is_held(item)]
    assert loose == [], "these record an act outside the transaction that does it"


def test_no_exception_is_left_over() -> None:
    names = {item.name for item in read_functions()}
    assert {*KNOWN, *ALONE} <= names
