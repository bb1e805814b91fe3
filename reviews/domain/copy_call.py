"""Begin the next edition of a call from the last one: its rules, never what was sent in.

Copied: entry form (as a draft), tracks, prizes, rounds with rubrics, quotas, conditions of entry, prize plans. Left:
basis, notice and files, activity and its hosts, panels, and everything that schools or reviewers wrote. Times are moved
by whole years or left open.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import create_record
from reviews.domain.call import create_call
from reviews.models import (
    AwardPlan,
    Call,
    Criterion,
    Eligibility,
    FormVersion,
    PlanLevel,
    Prize,
    QuotaRule,
    Round,
    Rubric,
    Track,
)
from reviews.queries.entry_form import published_form_of

OWN = {"created_at", "updated_at", "revision"}
CALL_LEFT = {
    "activity",
    "basis",
    "notice",
    "rule_set",
    "state",
    "drafts_until",
    "opens_at",
    "closes_at",
    "is_complete",
}
ROUND_LEFT = {"state", "panel", "opens_at", "closes_at"}


def copied_row(row: Any, *, leave: Iterable[str] = (), **changes: Any) -> Any:
    """Return a new unsaved row of the same model with the same values, those named in ``leave`` at their defaults."""
    left = {*OWN, *leave}
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in left and field.name not in changes
    }
    return type(row)(**values, **changes)


def moved(value: datetime | None, *, years: int) -> datetime | None:
    """Return the same local day and hour some years later; the 29th of February becomes the 28th."""
    if value is None:
        return None
    local = localtime(value)
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, day=28)


def copied_call(source: Call, *, values: dict[str, Any], keep_times: bool) -> Call:
    """Return the unsaved call of the next edition; ``values`` are code, title, year and edition.

    With ``keep_times`` opening and closing lie as many years later as the editions do, otherwise they are open.
    """
    years = values["year"] - source.year
    times = (
        {name: moved(getattr(source, name), years=years) for name in ("opens_at", "closes_at")} if keep_times else {}
    )
    # The activity's key is left too: an activity is that of one call.
    return copied_row(source, leave=CALL_LEFT, **values, **times)


def copy_call(source: Call, *, actor: Actor, values: dict[str, Any], keep_times: bool) -> Call:
    """Store the next edition of a call that stands alone, with its rules, as a draft."""
    with transaction.atomic():
        call = create_call(copied_call(source, values=values, keep_times=keep_times), actor=actor)
        copy_rules(source, call, actor=actor, keep_times=keep_times)
    return call


def copy_rules(source: Call, call: Call, *, actor: Actor, keep_times: bool) -> dict[str, int]:
    """Copy what a call is judged by to another and return how many rows of each kind; call it in a transaction."""
    counts = {"form": copy_form(source, call, actor=actor)}
    tracks = copy_rows(Track.objects.filter(call=source), actor=actor, call=call)
    prizes = copy_rows(Prize.objects.filter(call=source), actor=actor, maps={"track": tracks}, call=call, nominal=None)
    rounds = copy_rounds(source, call, actor=actor, keep_times=keep_times)
    rubrics = copy_rows(Rubric.objects.filter(round__call=source), actor=actor, maps={"track": tracks, "round": rounds})
    criteria = copy_rows(Criterion.objects.filter(rubric__in=list(rubrics)), actor=actor, maps={"rubric": rubrics})
    quotas = copy_rows(QuotaRule.objects.filter(call=source), actor=actor, maps={"track": tracks}, call=call)
    conditions = copy_rows(Eligibility.objects.filter(call=source), actor=actor, call=call)
    plans = copy_rows(
        AwardPlan.objects.filter(call=source),
        actor=actor,
        maps={"track": tracks, "round": rounds},
        leave={"outcome", "state"},
        call=call,
    )
    copy_rows(PlanLevel.objects.filter(plan__in=list(plans)), actor=actor, maps={"plan": plans, "prize": prizes})
    for name, rows in (
        ("tracks", tracks),
        ("prizes", prizes),
        ("rounds", rounds),
        ("criteria", criteria),
        ("quotas", quotas),
        ("conditions", conditions),
        ("plans", plans),
    ):
        counts[name] = len(rows)
    record_act(call, "copy", actor=actor, after={"from": source.code, **counts})
    return counts


def copy_rows(
    rows: Any, *, actor: Actor, maps: dict[str, dict[int, Any]] | None = None, leave: Iterable[str] = (), **changes: Any
) -> dict[int, Any]:
    """Copy rows in order; ``maps`` lead from the key of a related row to its copy. Returns the copies by old key."""
    copies: dict[int, Any] = {}
    for row in rows.order_by("pk"):
        related = {name: found.get(getattr(row, f"{name}_id")) for name, found in (maps or {}).items()}
        copy: models.Model = copied_row(row, leave=leave, **related, **changes)
        create_record(copy, actor=actor)
        copies[row.pk] = copy
    return copies


def copy_rounds(source: Call, call: Call, *, actor: Actor, keep_times: bool) -> dict[int, Any]:
    """Copy the rounds as prepared ones, without panels."""
    years = call.year - source.year
    copies = {}
    for row in Round.objects.filter(call=source).order_by("order"):
        times = (
            {name: moved(getattr(row, name), years=years) for name in ("opens_at", "closes_at")} if keep_times else {}
        )
        copies[row.pk] = copied_row(row, leave=ROUND_LEFT, call=call, **times)
        create_record(copies[row.pk], actor=actor)
    return copies


def copy_form(source: Call, call: Call, *, actor: Actor) -> int:
    """Copy the form in use as the draft of the first version; returns its number of questions."""
    form = published_form_of(source)
    if form is None:
        return 0
    create_record(FormVersion(call=call, number=1, fields=form.fields), actor=actor)
    return len(form.fields)


def copy_counts(source: Call) -> list[tuple[str, int]]:
    """Return what a copy takes along, in the reader's words, with how many there are."""
    form = published_form_of(source)
    return [
        (_("Questions of the entry form"), len(form.fields) if form else 0),
        (_("Tracks"), Track.objects.filter(call=source).count()),
        (_("Prizes"), Prize.objects.filter(call=source).count()),
        (_("Rounds"), Round.objects.filter(call=source).count()),
        (_("Criteria"), Criterion.objects.filter(rubric__round__call=source).count()),
        (_("Quotas"), QuotaRule.objects.filter(call=source).count()),
        (_("Prize plans"), AwardPlan.objects.filter(call=source).count()),
    ]
