"""Say why a round cannot be assigned: entries by code, reviewers by name, and how many slots are missing."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.workflow import list_words
from reviews.methods.assignment_job import Block, Impossible
from reviews.queries.assignment import RoundData

NAMED = 12
BLOCKS = 5


def explain_impossible(data: RoundData, result: Impossible) -> str:
    """Return the sentences for a job that nobody can fill, the largest lack first."""
    if not result.blocks:
        return _(
            "No assignment was found: some units have sent both school experts and enterprise experts. "
            "Ask further enterprise experts, or allow two reviewers of one unit."
        )
    parts = [
        ngettext(
            "The round cannot be assigned: %(count)s reviewer place stays open.",
            "The round cannot be assigned: %(count)s reviewer places stay open.",
            result.missing,
        )
        % {"count": result.missing}
    ]
    parts += [explain_block(data, block) for block in result.blocks[:BLOCKS]]
    more = len(result.blocks) - BLOCKS
    if more > 0:
        parts.append(_("%(count)s further groups of entries lack reviewers.") % {"count": more})
    parts.append(advise(data))
    return "\n".join(parts)


def explain_block(data: RoundData, block: Block) -> str:
    """Return the sentence for one block: who wants how many, who is full, what the others can give."""
    entries = name_some([data.entries[row].label for row in block.entries])
    wanted = _("%(entries)s (%(count)s entries) need %(wanted)s reviewer places.") % {
        "entries": entries,
        "count": len(block.entries),
        "wanted": block.wanted,
    }
    said = [wanted]
    full = [column for column in block.full if data.members[column].sits]
    if full:
        said.append(
            _("%(names)s (%(count)s reviewers) can take %(slots)s more altogether.")
            % {"names": name_members(data, full), "count": len(full), "slots": block.full_slots}
        )
    if block.others:
        said.append(
            _("The others who may review them, %(names)s, can give %(slots)s.")
            % {"names": name_members(data, block.others), "slots": block.other_slots}
        )
    if not full and not block.others:
        said.append(_("Nobody may review them: conflicts, or another track."))
    said.append(_("Missing: %(count)s.") % {"count": block.missing})
    # Full-width signs carry their own space.
    return " ".join(said).replace("； ", "；").replace("。 ", "。")


def name_members(data: RoundData, columns: Sequence[int]) -> str:
    """Return the names of some reviewers."""
    return name_some([data.members[column].name for column in columns])


def name_some(names: Sequence[str]) -> str:
    """Return up to a dozen names, and that there are more."""
    shown = list_words(names[:NAMED])
    return _("%(names)s and others") % {"names": shown} if len(names) > NAMED else shown


def advise(data: RoundData) -> str:
    """Return what would help, as far as the round's conditions allow it to help."""
    ways = [_("ask further experts"), _("raise the limit of entries per reviewer"), _("lower the reviewers per entry")]
    if data.round.distinct_units:
        ways.append(_("allow two reviewers of one unit"))
    if data.round.enterprise_minimum:
        ways.append(_("lower the number of enterprise experts"))
    return _("What helps: %(ways)s.") % {"ways": list_words(ways)}
