"""Gather what the conditions of entry are judged by: the call's conditions, the school, the people, the quotas."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from association.models import Membership, Organization
from reviews.enums import ParticipantRole, QuotaScope
from reviews.methods.eligibility import Conditions, Facts, Finding, Member, QuotaLine, Range, judge
from reviews.models import Call, Eligibility, Participant, QuotaCounter, QuotaRule, QuotaUse, Submission
from reviews.queries.quota import keys_in_scope, keys_of, rules_of


def conditions_of(call: Call) -> Conditions:
    """Return the conditions of a call as plain data; one query."""
    stored = Eligibility.objects.filter(call=call).select_related("region").first()
    if stored is None:
        return Conditions()
    return Conditions(
        levels=tuple(stored.school_levels),
        region=stored.region.code if stored.region else "",
        contestants=Range(stored.contestants_minimum, stored.contestants_maximum),
        advisers=Range(stored.advisers_minimum, stored.advisers_maximum),
        members_only=stored.members_only,
    )


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


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """Judge an entry as it stands now."""
    return findings_of_all(submission.call, [submission])[submission.pk]


def findings_of_all(call: Call, submissions: Collection[Submission]) -> dict[int, tuple[Finding, ...]]:
    """Judge entries of one call as they stand now, by key; eight queries for any number of them.

    A membership counts on the day on which an entry was sent in, for a draft today.
    """
    conditions, rules = conditions_of(call), rules_of(call.pk)
    keys = [row.pk for row in submissions]
    roles: dict[int, Counter[str]] = defaultdict(Counter)
    if conditions.contestants.binds or conditions.advisers.binds:
        for key, role in Participant.objects.filter(submission__in=keys).values_list("submission_id", "role"):
            roles[key][role] += 1
    members = memberships_of(row.organization_id for row in submissions) if conditions.members_only else {}
    wanted = keys_of(submissions, rules) if rules else {}
    counters = counters_of(rules)
    own: dict[int, set[int]] = defaultdict(set)
    if rules:
        for key, counter in QuotaUse.objects.filter(submission__in=keys).values_list("submission_id", "counter_id"):
            own[key].add(counter)
    found = {}
    for row in submissions:
        unit = row.organization
        facts = Facts(
            is_open=unit.is_open if unit else True,
            level=unit.school_level if unit else "",
            regions=regions_of(unit) if conditions.region else (),
            people=True,
            contestants=roles[row.pk][ParticipantRole.CONTESTANT],
            advisers=roles[row.pk][ParticipantRole.ADVISER],
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
