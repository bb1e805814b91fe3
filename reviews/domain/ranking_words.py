"""Words of rankings: refusals of a method, flags of rows, steps of a trace."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from office.workflow import list_words

FLAGS = {
    "no_sheet": gettext_lazy("No sheet"),
    "few_sheets": gettext_lazy("Fewer sheets than asked for"),
    "tie": gettext_lazy("Tied"),
    "near_cut": gettext_lazy("Near a cut line"),
}
SHOWN = 8


def refusal_sentence(refused: Mapping[str, Any]) -> str:
    """Return why a declared method could not be applied."""
    names = list_words(refused["names"][:SHOWN])
    if refused["code"] == "few_scores":
        return _("Trimming needs at least %(number)s scores an entry; too few have: %(names)s.") % {
            "number": refused["number"],
            "names": names,
        }
    return _(
        "The reviewers fall into %(number)s groups that share no entry, so their scores cannot be adjusted; "
        "the plain mean counts. One of each group: %(names)s."
    ) % {"number": refused["number"], "names": names}


def flag_words(flags: list[str]) -> str:
    """Return the flags of a row as words."""
    return list_words(str(FLAGS[flag]) for flag in flags if flag in FLAGS)


def step_words(step: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return one step of a trace as a sentence; `names` gives the names of levels by code."""
    level = names.get(step.get("level") or "", step.get("level") or "")
    sentences = {
        "awarded": _("%(level)s: place %(place)s of %(planned)s."),
        "tie": _("%(level)s: equal results at the end of the level."),
        "undecided": _("%(level)s: equal results wait for a decision."),
        "minimum": _("%(level)s: below the lowest result."),
        "cap": _("%(level)s: the school has as many as it may have; passed over."),
        "full": _("All places were taken by better results."),
        "no_score": _("It has no result."),
    }
    if step["why"] == "awarded" and step.get("planned") is None:
        return _("%(level)s: reached.") % {"level": level}
    values = {"level": level, "place": step.get("place"), "planned": step.get("planned")}
    return (sentences[step["why"]] % values).lstrip(" :：")


def trace_words(trace: list[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Return a whole trace as running text."""
    return "".join(step_words(step, names) for step in trace)
