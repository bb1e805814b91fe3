"""Which members of a call's panels must not judge which submissions, and why; read in system scope."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Max, Min, Q
from django.utils import timezone

from association.methods.matching import plain_name
from association.models import FormerName, Organization, Person
from reviews.enums import STANDING_ASSIGNMENTS, ConflictState, ParticipantRole, SubmissionState
from reviews.models import Assignment, Call, Conflict, PanelMember, Participant, Round, Submission
from reviews.queries.conflict_sql import find_statement, near_statement, years_before

USUAL_YEARS = 3
# Why a pair was found -> what is kept as evidence. Chinese texts: they are stored as they were found.
EVIDENCE = {
    "unit": {
        "own_school": "专家现单位：{one}；申报单位：{other}",
        "former_school": "专家原单位：{one}；申报单位：{other}",
        "relation": "专家申报与单位有关系：{one}；申报单位：{other}",
    },
    "worked": {
        "own_school": "参加人{one}现任职于{other}，与专家现单位为同一单位或有承继关系",
        "former_school": "参加人{one}曾任职于{other}，与专家现单位为同一单位或有承继关系",
    },
    "self": {"team": "专家本人参加该申报件：{one}", "adviser": "专家本人是该申报件的指导教师：{one}"},
    "namesake": {
        "team": "与参加人同名，未关联人员记录：{one}",
        "adviser": "与指导教师同名，未关联人员记录：{one}",
    },
    "sender": {"team": "申报件由该专家的账户报送：{one}"},
    "tie": {"relation": "专家申报与参加人有关系：{one}"},
    "together": {"team": "曾与参加人共同参加：{one}；{other}", "adviser": "曾有指导关系：{one}；{other}"},
}

Key = tuple[int, int, str]


@dataclass(frozen=True)
class Term:
    """From when a former unit and a shared work count: employments that ended on ``since`` or earlier do not."""

    day: date
    since: date


def term_of(call: Call) -> Term:
    """Return the days that a call's conflicts are reckoned by: back from the opening of its first round, or today.

    The longest ``conflict_years`` of its rounds counts, three years while it has none.
    """
    found = Round.objects.filter(call=call).aggregate(years=Max("conflict_years"), opens=Min("opens_at"))
    today = timezone.localdate()
    begins = found["opens"] or call.closes_at
    day = min(timezone.localtime(begins).date(), today) if begins else today
    years = USUAL_YEARS if found["years"] is None else found["years"]
    return Term(day=day, since=years_before(day, years))


def derive_conflicts(call: Call, *, member: int | None = None, submission: int | None = None) -> dict[Key, str]:
    """Return what the records say now: (member, submission, kind) -> evidence, of all or of one member or submission.

    Nobody's rights count here. At most ten queries for any size.
    """
    term = term_of(call)
    values: dict[str, Any] = {
        "call": call.pk,
        "member": member,
        "submission": submission,
        "day": term.day.isoformat(),
        "since": term.since.isoformat(),
        "year": term.since.year,
    }
    rows = read_rows(find_statement(member=member is not None, submission=submission is not None), values)
    rows += by_unit_name(call, values)
    rows += by_own_name(call, values)
    first: dict[Key, tuple[str, int, int]] = {}
    for member_id, submission_id, kind, how, one, other in rows:
        key, said = (member_id, submission_id, kind), (how, one, other)
        if key not in first or said < first[key]:
            first[key] = said
    return say(first)


def read_rows(statement: str, values: dict[str, Any]) -> list[Any]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def loose_participants(call: Call, values: dict[str, Any]) -> Any:
    """Return the participants of a call, or of one submission, that are looked at by what is written of them."""
    rows = Participant.objects.filter(submission__call=call).exclude(submission__state=SubmissionState.WITHDRAWN)
    return rows.filter(submission_id=values["submission"]) if values["submission"] else rows


def by_unit_name(call: Call, values: dict[str, Any]) -> list[Any]:
    """Return the pairs that follow from units written without a record: in any spelling, also short or former."""
    rows = loose_participants(call, values).filter(organization__isnull=True).exclude(organization_name="").order_by()
    plain: dict[str, set[str]] = {}
    for name in rows.values_list("organization_name", flat=True).distinct():
        plain.setdefault(plain_name(name), set()).add(name)
    if not plain:
        return []
    near = read_rows(near_statement(member=values["member"] is not None), values)
    # Of one member the names of the few units near are asked, of all the units that bear one of the names.
    known = names_of_units({row[3] for row in near}) if values["member"] else units_named(sorted(plain))
    written: dict[int, set[str]] = {}
    for unit, key in known:
        if key in plain:
            written.setdefault(unit, set()).update(plain[key])
    near = [row for row in near if row[3] in written]
    if not near:
        return []
    wanted = {name for row in near for name in written[row[3]]}
    entries: dict[str, set[int]] = {}
    for submission_id, name in rows.filter(organization_name__in=wanted).values_list(
        "submission_id", "organization_name"
    ):
        entries.setdefault(name, set()).add(submission_id)
    return [
        (member_id, submission_id, kind, "unit", home, unit)
        for member_id, kind, home, unit in near
        for name in written[unit]
        for submission_id in entries.get(name, ())
    ]


def units_named(keys: list[str]) -> Iterator[tuple[int, str]]:
    """Yield (organization, plain name) for each organization that has, had or is called short one of these names."""
    yield from Organization.objects.filter(name_plain__in=keys).values_list("pk", "name_plain")
    yield from Organization.objects.filter(short_plain__in=keys).values_list("pk", "short_plain")
    yield from FormerName.objects.filter(name_plain__in=keys).values_list("organization_id", "name_plain")


def names_of_units(units: Collection[int]) -> Iterator[tuple[int, str]]:
    """Yield (organization, plain name) for each name that these organizations have, had or are called short."""
    for pk, name, short in Organization.objects.filter(pk__in=units).values_list("pk", "name_plain", "short_plain"):
        yield pk, name
        yield pk, short
    yield from FormerName.objects.filter(organization__in=units).values_list("organization_id", "name_plain")


def by_own_name(call: Call, values: dict[str, Any]) -> list[Any]:
    """Return the pairs whose participant has a member's name and no record that says who it is."""
    seats = PanelMember.objects.filter(panel__call=call).sitting()
    if values["member"]:
        seats = seats.filter(pk=values["member"])
    named: dict[str, list[tuple[int, int]]] = {}
    for member_id, person_id, name in seats.order_by().values_list("pk", "expert__person_id", "expert__person__name"):
        named.setdefault(name, []).append((member_id, person_id))
    rows = loose_participants(call, values).filter(person__isnull=True, name__in=sorted(named)).order_by()
    return [
        (member_id, submission_id, "adviser" if role == ParticipantRole.ADVISER else "team", "namesake", person_id, 0)
        for submission_id, name, role in rows.values_list("submission_id", "name", "role")
        for member_id, person_id in named[name]
    ]


def say(found: dict[Key, tuple[str, int, int]]) -> dict[Key, str]:
    """Return the evidence in words; each sentence is made once, however many pairs share it."""
    units = {key for how, one, other in found.values() if how == "unit" for key in (one, other)}
    units |= {other for how, _one, other in found.values() if how == "worked"}
    persons = {one for how, one, _other in found.values() if how != "unit"}
    works = {other for how, _one, other in found.values() if how == "together"}
    unit_names = dict(Organization.objects.filter(pk__in=units).values_list("pk", "name")) if units else {}
    person_names = dict(Person.objects.filter(pk__in=persons).values_list("pk", "name")) if persons else {}
    titles = dict(Submission.objects.filter(pk__in=works).values_list("pk", "title")) if works else {}
    made: dict[tuple[str, str, int, int], str] = {}
    told: dict[Key, str] = {}
    for key, (how, one, other) in found.items():
        said = (how, key[2], one, other)
        if said not in made:
            ones = unit_names if how == "unit" else person_names
            others = titles if how == "together" else unit_names
            made[said] = EVIDENCE[how][key[2]].format(one=ones.get(one, ""), other=others.get(other, ""))[:300]
        told[key] = made[said]
    return told


def blocked_pairs(call: Call) -> set[tuple[int, int]]:
    """Return the pairs (submission, member) that must not be, by key; as the stored conflicts say."""
    rows = Conflict.objects.filter(submission__call=call).blocking().order_by()
    return set(rows.values_list("submission_id", "member_id"))


def offending_assignments(call: Call, *, member: int | None = None, submission: int | None = None) -> Any:
    """Return the drafted and active assignments of a call that a conflict forbids, each with its ``evidence``.

    Of all, or of one member or one submission.
    """
    rows = Assignment.objects.filter(
        entry__round__call=call,
        state__in=STANDING_ASSIGNMENTS,
        member__conflicts__state=ConflictState.STANDING,
        member__conflicts__submission=F("entry__submission"),
    )
    if member is not None:
        rows = rows.filter(member=member)
    if submission is not None:
        rows = rows.filter(entry__submission=submission)
    return rows.annotate(evidence=Min("member__conflicts__evidence")).select_related(
        "entry__round", "member__expert__person"
    )


def calls_to_watch() -> Any:
    """Return the calls whose conflicts still matter: somebody sits on a panel, and a round is not settled."""
    return Call.objects.filter(
        Q(rounds__isnull=True) | ~Q(rounds__state="settled"),
        pk__in=PanelMember.objects.sitting().values("panel__call_id"),
    ).distinct()
