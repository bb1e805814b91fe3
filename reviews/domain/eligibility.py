"""Keep the conditions of entry, say them in words, and hold schools to them when they send in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.enums import SchoolLevel
from association.models import Organization
from office.actor import Actor
from office.workflow import Refusal, list_words
from reviews.enums import QuotaScope
from reviews.methods.eligibility import (
    ADVISERS,
    CONTESTANTS,
    LEVEL,
    MEMBER,
    OPEN,
    QUOTA,
    REGION,
    TRACK_LEVEL,
    Finding,
    Member,
    QuotaLine,
    Range,
    unmet,
)
from reviews.models import Call, Participant, Submission
from reviews.queries.eligibility import findings_for_school, findings_of, findings_of_all, region_names

TITLES = {
    OPEN: gettext_lazy("State of the school"),
    LEVEL: gettext_lazy("Level of the school"),
    TRACK_LEVEL: gettext_lazy("Level of the track"),
    REGION: gettext_lazy("Region"),
    MEMBER: gettext_lazy("Membership"),
    CONTESTANTS: gettext_lazy("Number of contestants"),
    ADVISERS: gettext_lazy("Number of advisers"),
}
SCOPES = {
    QuotaScope.SCHOOL: gettext_lazy("Quota of the school"),
    QuotaScope.TRACK: gettext_lazy("Quota in all"),
    QuotaScope.PERSON: gettext_lazy("Entries of a participant"),
    QuotaScope.ADVISER: gettext_lazy("Entries of an adviser"),
}


class NotEligible(Refusal):
    """A condition of entry is not met; the message names each with what was found."""


@dataclass(frozen=True)
class Evidence:
    """One condition as the reader sees it: what it is, what is wanted, what was found, and whether it is met."""

    title: str
    wanted: str
    found: str
    met: bool | None


def evidence_for_school(call: Call, organization: Organization) -> list[Evidence]:
    """Return the conditions of a call with what is known of a school before it begins an entry."""
    return explain_all(findings_for_school(call, organization), organization, call=call)


def evidence_of(submission: Submission, *, people: Sequence[Participant] | None = None) -> list[Evidence]:
    """Return the conditions of entry with what was found of a submission as it stands.

    ``people`` are its participants where the caller has read them.
    """
    findings = findings_of(submission, people=people)
    return explain_all(findings, submission.organization, call=submission.call)


def evidence_of_all(
    call: Call, submissions: Collection[Submission], *, only_unmet: bool = False
) -> dict[int, list[Evidence]]:
    """Return the conditions of entry with what was found, for many entries of one call, by key."""
    found = findings_of_all(call, submissions)
    if only_unmet:
        found = {key: tuple(item for item in findings if item.met is False) for key, findings in found.items()}
    names = region_names(call, (finding for findings in found.values() for finding in findings))
    units = {row.pk: row.organization for row in submissions}
    return {key: [explain(finding, names, units[key]) for finding in findings] for key, findings in found.items()}


def check_eligible(submission: Submission, *, actor: Actor) -> None:
    """Refuse a school's entry that does not meet the conditions; staff see them and may record it all the same.

    Quotas are not asked here: their counters refuse, and name the entries that use them.
    """
    if not actor.is_school:
        return
    failed = unmet([finding for finding in findings_of(submission) if finding.rule != QUOTA])
    if not failed:
        return
    lines = [
        _("%(title)s: %(wanted)s wanted, %(found)s found")
        % {"title": row.title, "wanted": row.wanted, "found": row.found}
        for row in explain_all(failed, submission.organization, call=submission.call)
    ]
    raise NotEligible(_("Conditions of entry are not met: %(lines)s.") % {"lines": "；".join(lines)})


def explain_all(findings: Any, organization: Organization | None, *, call: Call) -> list[Evidence]:
    """Return findings of a call in words."""
    names = region_names(call, findings)
    return [explain(finding, names, organization) for finding in findings]


def explain(finding: Finding, names: dict[Any, str], organization: Organization | None) -> Evidence:
    """Return one finding in words."""
    if isinstance(finding.wanted, QuotaLine):
        return explain_quota_line(finding.wanted, finding.met)
    wanted, found = str(finding.wanted), str(finding.found or "") or _("not on record")
    if finding.rule == OPEN:
        wanted = _("In operation")
        found = wanted if finding.found else _("It has closed")
    elif finding.rule in {LEVEL, TRACK_LEVEL}:
        levels = finding.wanted if isinstance(finding.wanted, tuple) else (finding.wanted,)
        wanted = list_words(SchoolLevel(str(level)).label for level in levels)
        found = str(SchoolLevel(str(finding.found)).label) if finding.found else _("not on record")
    elif finding.rule == REGION:
        region = organization.region if organization else None
        wanted, found = names.get(finding.wanted, wanted), str(region or "") or _("not on record")
    elif finding.rule == MEMBER:
        wanted, found = _("Member of the association"), member_words(finding.found)
    elif isinstance(finding.wanted, Range):
        wanted = _("%(range)s people") % {"range": range_words(finding.wanted)}
        counted = _("%(range)s people") % {"range": finding.found}
        found = _("counted when people are entered") if finding.found is None else counted
    return Evidence(str(TITLES[finding.rule]), wanted, found, finding.met)


def member_words(found: object) -> str:
    """Return what is on record of a membership: its number, since when, and when it ended."""
    if not isinstance(found, Member):
        return str(_("not on record"))
    words = _("since %(day)s") % {"day": found.since.isoformat()}
    if found.until is not None:
        words = _("from %(first)s until %(last)s") % {
            "first": found.since.isoformat(),
            "last": found.until.isoformat(),
        }
    return f"{found.number} {words}".strip()


def explain_quota_line(line: QuotaLine, met: bool | None) -> Evidence:
    """Return a quota in words: how many it allows, how many are used, whether this entry is among them."""
    parts = [part for part in (line.track, line.holder) if part]
    title = f"{SCOPES[QuotaScope(line.scope)]}（{'，'.join(parts)}）" if parts else str(SCOPES[QuotaScope(line.scope)])
    found = _("%(used)s used, %(left)s left") % {"used": line.used, "left": max(line.maximum - line.used, 0)}
    if line.counted:
        found = _("%(used)s used, this entry among them") % {"used": line.used}
    return Evidence(title, _("at most %(count)s") % {"count": line.maximum}, found, met)


def range_words(wanted: Range) -> str:
    """Return a range of numbers in words."""
    if wanted.lowest and wanted.highest is not None:
        if wanted.lowest == wanted.highest:
            return str(wanted.lowest)
        return _("%(lowest)s to %(highest)s") % {"lowest": wanted.lowest, "highest": wanted.highest}
    if wanted.lowest:
        return _("at least %(count)s") % {"count": wanted.lowest}
    return _("at most %(count)s") % {"count": wanted.highest}
