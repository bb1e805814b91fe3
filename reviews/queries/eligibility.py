"""Gather what the conditions of entry are judged by: the call's conditions, the school, the people, the quotas."""

from association.models import Organization
from reviews.enums import ParticipantRole, QuotaScope
from reviews.methods.eligibility import Conditions, Facts, Finding, QuotaLine, Range, judge
from reviews.models import Call, Eligibility, Participant, QuotaCounter, QuotaRule, Submission
from reviews.queries.quota import keys_in_scope, keys_of, rules_of


def conditions_of(call: Call, *, track_level: str = "") -> Conditions:
    """Return the conditions of a call as plain data; one query."""
    stored = Eligibility.objects.filter(call=call).select_related("region").first()
    if stored is None:
        return Conditions(track_level=track_level)
    return Conditions(
        levels=tuple(stored.school_levels),
        region=stored.region.code if stored.region else "",
        contestants=Range(stored.contestants_minimum, stored.contestants_maximum),
        advisers=Range(stored.advisers_minimum, stored.advisers_maximum),
        track_level=track_level,
    )


def regions_of(organization: Organization | None) -> tuple[str, ...]:
    """Return the codes of an organization's region and of those above it."""
    region = organization.region if organization else None
    codes = []
    while region is not None:
        codes.append(region.code)
        region = region.parent
    return tuple(codes)


def findings_for_school(call: Call, organization: Organization) -> tuple[Finding, ...]:
    """Judge what can be judged of a school before it begins an entry."""
    rules = [rule for rule in rules_of(call.pk) if rule.scope in {QuotaScope.SCHOOL, QuotaScope.TRACK}]
    draft = Submission(call=call, organization=organization)
    wanted = {(rule.pk, key): label for rule in rules for key, label in keys_in_scope(rule, draft, (), {})}
    facts = Facts(
        is_open=organization.is_open,
        level=organization.school_level,
        regions=regions_of(organization),
        quotas=quota_lines(rules, wanted, None),
    )
    return judge(conditions_of(call), facts)


def findings_of(submission: Submission) -> tuple[Finding, ...]:
    """Judge an entry as it stands now."""
    unit = submission.organization
    roles = list(Participant.objects.filter(submission=submission).values_list("role", flat=True))
    rules = rules_of(submission.call_id)
    wanted = keys_of([submission], rules)[submission.pk] if rules else {}
    facts = Facts(
        is_open=unit.is_open if unit else True,
        level=unit.school_level if unit else "",
        regions=regions_of(unit),
        people=True,
        contestants=roles.count(ParticipantRole.CONTESTANT),
        advisers=roles.count(ParticipantRole.ADVISER),
        quotas=quota_lines(rules, wanted, submission.pk),
    )
    track = submission.track
    return judge(conditions_of(submission.call, track_level=track.school_level if track else ""), facts)


def quota_lines(
    rules: list[QuotaRule], wanted: dict[tuple[int, str], str], submission_id: int | None
) -> tuple[QuotaLine, ...]:
    """Return the quotas that an entry would use, with what is used of them; one query, two with an entry."""
    if not wanted:
        return ()
    counters = QuotaCounter.objects.filter(rule__in=rules, key__in={key for _rule, key in wanted})
    used = {(row.rule_id, row.key): row for row in counters}
    own = set(counters.filter(uses__submission_id=submission_id).values_list("pk", flat=True)) if submission_id else ()
    by_key = {rule.pk: rule for rule in rules}
    lines = []
    for pair, holder in wanted.items():
        rule, counter = by_key[pair[0]], used.get(pair)
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
