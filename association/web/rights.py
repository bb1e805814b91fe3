"""What a role may do, in words: read from the rules of all apps, so that no second list can disagree with them."""

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from rules.rulesets import default_rules

from association.queries.access import sample_actor
from association.web.any_record import AnyRecord
from office.actor import Actor
from office.rules import may
from office.web.act_words import WORDS

FIRST_WORDS: dict[str, Any] = {
    "list": _("View the list"),
    "view": _("Open"),
    "add": _("Add"),
    "change": _("Edit"),
    "remove": _("Remove"),
    "export": _("Export"),
    "rename": _("Rename"),
    "succeed": _("Record succession"),
    "transfer": _("Transfer"),
    "reset_factor": _("Reset the second factor"),
    "render": _("Make PDF and Word"),
    "refresh": _("Compute anew"),
    "merge": _("Merge"),
    "search": _("Search"),
    "review": _("Review"),
    "resend": _("Send again"),
    "chase": _("Chase"),
    "hand_over": _("Hand over"),
    "print": _("Print"),
    "issue": _("Issue certificates"),
    "reissue": _("Replace"),
    "appeal": _("Appeal"),
    "read": _("Open"),
    "reopen_scoring": _("Reopen scoring"),
    "unsettle_round": _("Take the result back"),
    "draw": _("Draw codes and order"),
    "remind": _("Remind those who are behind"),
    "enter": _("Type in"),
    "pick": _("Pick from the pool"),
    "number": _("Number the letter of appointment"),
    "pin": _("Record a conflict"),
    "declare": _("Declare a conflict"),
    "compute": _("Compute"),
    "keep": _("Keep the payee card"),
    "print_award": _("Print"),
    "export_score": _("Export"),
    "decide_tie": _("Decide a tie"),
    "apply": _("Propose awards"),
    "design": _("Design"),
    "rank": _("Rank in the school"),
    "ask_change": _("Ask for a change"),
    "refer": _("Refer entries"),
    "name": _("Print with their names"),
}
# Nouns of the rules that are no model's name.
NOUN_WORDS: dict[str, Any] = {
    "account": _("Accounts"),
    "access": _("Access review"),
    "reader": _("Who can see a person"),
    "work": _("Open work"),
    "honor": _("Honor selections"),
    "external": _("Contests elsewhere"),
    "audit": _("Audit trail"),
    "seal": _("Audit trail"),
    "policy": _("Account rules"),
    "outbox": _("Outbox"),
    "mail": _("Outbox"),
    "workday": _("Workday calendar"),
    "import": _("Imports"),
    "duplicate": _("Duplicates"),
    "setup": _("Set-up"),
    "gallery": _("Component gallery"),
    "home": _("Home"),
    "system": _("System page"),
    "chase": _("Reminders"),
    "chart": _("Charts"),
    "figure": _("Figures"),
    "member": _("Group members"),
    "label": _("Envelope labels"),
    "search": _("Search"),
    "desk": _("Review desk"),
    "progress": _("Progress"),
    "certificates": _("Certificates"),
    "award_statistics": _("Award statistics"),
    "sheets": _("Score sheets"),
    "standing": _("Standings now"),
    "rules": _("Rules"),
    "notice": _("Award notice"),
    "lifetime": _("All recognitions"),
    "results": _("Papers of results"),
    "reviewers": _("Reviewers"),
}


@dataclass(frozen=True)
class Right:
    """One noun, what a role may do with all of it, and what only with fitting records (its own, in some state)."""

    noun: str
    acts: str
    own_acts: str


def rights_of(role: str) -> list[Right]:
    """Return what a role may do, noun by noun."""
    found: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
    nouns = known_nouns()
    for name, plain in rules_held(role):
        app, _dot, right = name.partition(".")
        act, noun = split_right(right, nouns)
        pair = found.setdefault(noun_label(app, noun), ({}, {}))
        pair[0 if plain else 1][str(FIRST_WORDS.get(act) or WORDS.get(act, act))] = None
    return [Right(noun, "、".join(plain), "、".join(own)) for noun, (plain, own) in sorted(found.items())]


@cache
def rules_held(role: str) -> tuple[tuple[str, bool], ...]:
    """Return the rules that a role satisfies, and whether with every record; kept, for rules stand in the code."""
    actor, states = sample_actor(role), known_states()
    held = ((name, may(actor, name)) for name in sorted(default_rules, key=order))
    return tuple((name, plain) for name, plain in held if plain or may_with_some(actor, name, states))


def may_with_some(actor: Actor, name: str, states: list[str]) -> bool:
    """Tell whether a rule would say yes for some record: each state, flags up and down; all else about it fits."""
    for state, flags in product(states, (True, False)):
        try:
            if may(actor, name, AnyRecord(state, flags=flags)):
                return True
        except (AttributeError, TypeError, ValueError, RecursionError):
            # The rule asks for more than a stand-in can give: it stays a no, and the page shows the plain rights.
            continue
    return False


def known_states() -> list[str]:
    """Return every word that some record's state can hold."""
    words = {
        str(word)
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name == "state"
        for word, _label in field.flatchoices
    }
    return sorted(words)


def order(name: str) -> tuple[int, str]:
    """Sort reading before writing before the acts of a workflow."""
    act = name.partition(".")[2].partition("_")[0]
    places = list(FIRST_WORDS)
    return (places.index(act) if act in places else len(places), name)


def known_nouns() -> set[str]:
    """Return the nouns that rules end with: those that can be listed, added, changed or viewed."""
    plain = ("list_", "add_", "change_", "view_")
    rights = (name.partition(".")[2] for name in default_rules)
    return {right.removeprefix(prefix) for right in rights for prefix in plain if right.startswith(prefix)}


def split_right(right: str, nouns: set[str]) -> tuple[str, str]:
    """Return act and noun of ``finish_review_review``: the longest known noun that it ends with, else its last word."""
    fitting = [noun for noun in nouns if right.endswith(f"_{noun}")]
    noun = max(fitting, key=len, default=right.rpartition("_")[2])
    return right.removesuffix(noun).rstrip("_") or right, noun


def noun_label(app: str, noun: str) -> str:
    """Return a noun in the reader's language: the plural of the model that is named like it."""
    if noun in NOUN_WORDS:
        return str(NOUN_WORDS[noun])
    wanted = noun.replace("_", "")
    # The app's own models first: “session” is the activity's there, not the log-in's.
    for models in (list(apps.get_app_config(app).get_models()), apps.get_models()):
        for fits in (str.__eq__, str.endswith, str.startswith):
            for model in models:
                name: Any = model._meta.model_name
                if fits(name, wanted):
                    return str(model._meta.verbose_name_plural)
    return noun.replace("_", " ")
