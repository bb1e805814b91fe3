"""Gather what the conditions of entry are judged by: the call's conditions, the school, the people, the quotas."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils import timezone

from association.models import Membership, Organization
from reviews.enums import ParticipantRole, QuotaScope
from reviews.methods.eligibility import REGION, Conditions, Facts, Finding, Member, QuotaLine, Range, judge
from reviews.models import Call, Eligibility, Participant, QuotaCounter, QuotaRule, Submission
from reviews.queries.quota import ROLES, keys_in_scope, keys_of, people_of, rules_of


def conditions_of(call: Call) -> Conditions:
    """Return the conditions of a call as plain data; one query unless they were read with the call."""
    stored = stored_conditions(call)
    if stored is None:
        return Conditions()
    return Conditions(
        levels=tuple(stored.school_levels),
        region=stored.region.code if stored.region else "",
        contestants=Range(stored.contestants_minimum, stored.contestants_maximum),
        advisers=Range(stored.advisers_minimum, stored.advisers_maximum),
        members_only=stored.members_only,
    )


def stored_conditions(call: Call) -> Eligibility | None:
    """Return the conditions that were read with a call (``select_related("eligibility__region")``), else read them."""
    if Call._meta.get_field("eligibility").is_cached(call):
        return getattr(call, "eligibility", None)
    return Eligibility.objects.filter(call=call).select_related("region").first()


def region_names(call: Call, findings: Iterable[Finding]) -> dict[Any, str]:
    """Return the names of the regions that findings of a call ask for, by code; one query unless read with the call."""
    codes = {finding.wanted for finding in findings if finding.rule == REGION}
    if not codes:
        return {}
    stored = stored_conditions(call)
    return {stored.region.code: stored.region.name} if stored and stored.region else {}


def regions_of(organization: Organization | None) -> tuple[str, ...]:
    """Return the codes of an organization's region and of those above it."""
    region = organization.region if organization else None
    codes = []
    while region is not None:
        codes.append(region.code)
        region = region.parent
    return tuple(codes)


def memberships_of(organization_ids: Iterable[int | None]) -> dict[int, list[Membership]]:
    """Return the memberships of organizations, the newest first; one query."""
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.filter(organization__in={key for key in organization_ids if key})
    for row in rows.order_by("-since", "-pk"):
        found[row.organization_id].append(row)
    return found


def member_on(memberships: Sequence[Membership], day: date) -> Member | None:
    """Return the membership that stands on a day as plain data, else the last one, None without any."""
    row = next((row for row in memberships if row.stands_on(day)), memberships[0] if memberships else None)
    return None if row is None else Member(row.number, row.since, row.until, row.stands_on(day))


def findings_for_school(call: Call, organization: Organization) -> tuple[Finding, ...]:
    """Judge what can be judged of a school before it begins an entry."""
    rules = [rule for rule in rules_of(call.pk) if rule.scope in {QuotaScope.SCHOOL, QuotaScope.TRACK}]
    draft = Submission(call=call, organization=organization)
    conditions = conditions_of(call)
    members = memberships_of([organization.pk]) if conditions.members_only else {}
    wanted = {(rule.pk, key): label for rule in rules for key, label in keys_in_scope(rule, draft, (), {})}
    facts = Facts(
        is_open=organization.is_open,
        level=organization.school_level,
        regions=regions_of(organization),
        member=member_on(members.get(organization.pk, ()), timezone.localdate()),
        quotas=quota_lines(rules, wanted, counters_of(rules), set()),
    )
    return judge(conditions, facts)


def findings_of(submission: Submission, *, people: Sequence[Participant] | None = None) -> tuple[Finding, ...]:
    """Judge an entry as it stands now; ``people`` are its participants where the caller has read them."""
    known = None if people is None else {submission.pk: people}
    return findings_of_all(submission.call, [submission], people=known)[submission.pk]


def findings_of_all(
    call: Call, submissions: Collection[Submission], *, people: Mapping[int, Sequence[Participant]] | None = None
) -> dict[int, tuple[Finding, ...]]:
    """Judge entries of one call as they stand now, by key; at most six queries for any number of them.

    A membership counts on the day on which an entry was sent in, for a draft today.
    """
    conditions, rules = conditions_of(call), rules_of(call.pk)
    counted = conditions.contestants.binds or conditions.advisers.binds
    if people is None and (counted or any(rule.scope in ROLES for rule in rules)):
        people = people_of(submissions)
    roles = {key: Counter(person.role for person in rows) for key, rows in (people or {}).items()}
    members = memberships_of(row.organization_id for row in submissions) if conditions.members_only else {}
    wanted = keys_of(submissions, rules, people) if rules else {}
    counters, own = counters_and_uses(rules, submissions)
    found = {}
    for row in submissions:
        unit = row.organization
        facts = Facts(
            is_open=unit.is_open if unit else True,
            level=unit.school_level if unit else "",
            regions=regions_of(unit) if conditions.region else (),
            people=True,
            contestants=roles.get(row.pk, Counter())[ParticipantRole.CONTESTANT],
            advisers=roles.get(row.pk, Counter())[ParticipantRole.ADVISER],
            member=member_on(members.get(row.organization_id or 0, ()), localdate_of(row)),
            quotas=quota_lines(rules, wanted.get(row.pk, {}), counters, own[row.pk]),
        )
        level = row.track.school_level if row.track else ""
        found[row.pk] = judge(replace(conditions, track_level=level), facts)
    return found


def localdate_of(submission: Submission) -> date:
    """Return the day on which an entry was sent in, today for a draft."""
    return timezone.localdate(submission.submitted_at) if submission.submitted_at else timezone.localdate()


def counters_of(rules: Collection[QuotaRule]) -> dict[tuple[int, str], QuotaCounter]:
    """Return what is used of quotas, by rule and key."""
    if not rules:
        return {}
    return {(row.rule_id, row.key): row for row in QuotaCounter.objects.filter(rule__in=rules)}


def counters_and_uses(
    rules: Collection[QuotaRule], submissions: Collection[Submission]
) -> tuple[dict[tuple[int, str], QuotaCounter], dict[int, set[int]]]:
    """Return what is used of quotas by rule and key, and which counters each submission uses; one query."""
    counters: dict[tuple[int, str], QuotaCounter] = {}
    own: dict[int, set[int]] = defaultdict(set)
    if not rules:
        return counters, own
    used = FilteredRelation("uses", condition=Q(uses__submission__in=[row.pk for row in submissions]))
    rows = QuotaCounter.objects.filter(rule__in=rules).order_by().annotate(mine=used, user=F("mine__submission_id"))
    for row in rows:
        counters[row.rule_id, row.key] = row
        if row.user is not None:
            own[row.user].add(row.pk)
    return counters, own


def quota_lines(
    rules: Collection[QuotaRule],
    wanted: Mapping[tuple[int, str], str],
    counters: Mapping[tuple[int, str], QuotaCounter],
    own: Collection[int],
) -> tuple[QuotaLine, ...]:
    """Return the quotas that an entry would use, with what is used of them; ``own`` are the counters it moves."""
    by_key = {rule.pk: rule for rule in rules}
    lines = []
    for pair, holder in wanted.items():
        rule, counter = by_key[pair[0]], counters.get(pair)
        lines.append(
            QuotaLine(
                scope=rule.scope,
                track=rule.track.name if rule.track else "",
                holder=holder,
                used=counter.used if counter else 0,
                maximum=rule.maximum,
                counted=counter is not None and counter.pk in own,
            )
        )
    return tuple(lines)
