"""What falls due in the association's records, and who is to be told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.enums import GRANT_ROLES, ActivityState, AgreementState
from association.models import Activity, Agreement, RoleGrant, Visit
from association.queries.grant import today
from office.enums import STAFF_ROLES, Role
from office.obligation import Obligation, ObligationKind, UsualRule, Windows


def holders_of_roles() -> dict[str, tuple[int, ...]]:
    """Return who may be told by role: the users with an open account who hold it today; one query."""
    rows = RoleGrant.objects.valid_on(today()).filter(user__is_active=True, role__in=[*STAFF_ROLES, *GRANT_ROLES])
    found: dict[str, list[int]] = defaultdict(list)
    for role, user_id in rows.order_by("user_id").values_list("role", "user_id").distinct():
        found[role].append(user_id)
    return {role: tuple(users) for role, users in found.items()}


def administrators_of_schools(organization_ids: Iterable[int] | None = None) -> dict[int, tuple[int, ...]]:
    """Return the administrators of schools today: organization -> users; of all schools when none are named."""
    rows = RoleGrant.objects.valid_on(today()).filter(role=Role.SCHOOL_ADMINISTRATOR, user__is_active=True)
    if organization_ids is not None:
        rows = rows.filter(organization_id__in=set(organization_ids))
    found: dict[int, list[int]] = defaultdict(list)
    for organization_id, user_id in rows.order_by("organization_id", "user_id").values_list(
        "organization_id", "user_id"
    ):
        if user_id not in found[organization_id]:
            found[organization_id].append(user_id)
    return {organization_id: tuple(users) for organization_id, users in found.items()}


def obligation_of(kind: str, row: Any, due_on: date, **values: Any) -> Obligation:
    """Return the obligation of one record, named by its kind and key."""
    about = (ContentType.objects.get_for_model(row).pk, str(row.pk))
    return Obligation(f"{kind}:{row.pk}", str(row)[:200], due_on, row.get_absolute_url(), about=about, **values)


# Records with a title and a last day: their model, the state in which they wait, their last day, their page.
TITLED: dict[str, tuple[Any, str, Any, str]] = {
    "agreement_ends": (Agreement, AgreementState.SIGNED, F("valid_until"), "association:agreement_detail"),
    "activity_unconfirmed": (
        Activity,
        ActivityState.PLANNED,
        Coalesce(F("end_on"), F("start_on")),
        "association:activity_detail",
    ),
    "visit_unconfirmed": (
        Visit,
        ActivityState.PLANNED,
        Coalesce(F("end_on"), F("start_on")),
        "association:visit_detail",
    ),
}


def titled_between(windows: Windows) -> dict[str, list[Obligation]]:
    """Return what falls due of the kinds of ``TITLED`` that are asked about; one query for any number of them."""
    found: dict[str, list[Obligation]] = {kind: [] for kind in TITLED if kind in windows}
    parts = [rows_of(kind, *windows[kind]) for kind in found]
    if not parts:
        return found
    rows = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    for kind, key, title, day in sorted(rows, key=lambda row: row[1]):
        model, _state, _day, page = TITLED[kind]
        about = (ContentType.objects.get_for_model(model).pk, str(key))
        found[kind].append(Obligation(f"{kind}:{key}", title[:200], day, reverse(page, args=[key]), about=about))
    return found


def rows_of(kind: str, first: date, last: date) -> Any:
    """Return kind, key, title and last day of the records of one kind that wait."""
    model, state, day, _page = TITLED[kind]
    rows = model.objects.filter(state=state).annotate(word=Value(kind, output_field=CharField()), last_day=day)
    return rows.filter(last_day__range=(first, last)).order_by().values_list("word", "pk", "title", "last_day")


def ending_agreements(first: date, last: date) -> list[Obligation]:
    """Return signed agreements whose term ends between two days; the secretariat renews or ends them."""
    return titled_between({"agreement_ends": (first, last)})["agreement_ends"]


def unconfirmed_activities(first: date, last: date) -> list[Obligation]:
    """Return activities still planned, due on their last day: held or not, staff must say so."""
    return titled_between({"activity_unconfirmed": (first, last)})["activity_unconfirmed"]


def unconfirmed_visits(first: date, last: date) -> list[Obligation]:
    """Return visits still planned, due on their last day."""
    return titled_between({"visit_unconfirmed": (first, last)})["visit_unconfirmed"]


def ending_grants(first: date, last: date) -> list[Obligation]:
    """Return role grants that end between two days: the holder is told beside those who give grants."""
    rows = RoleGrant.objects.filter(valid_until__range=(first, last), user__is_active=True)
    return [
        obligation_of(
            "grant_ends",
            row,
            row.valid_until,
            responsible=(row.user_id,),
            unit=row.scope_name or str(row.user),
        )
        for row in rows.select_related("user", "organization", "body").order_by("pk")
    ]


def look_ahead(windows: Windows) -> list[Obligation]:
    """Return what falls due of the kinds that are asked about, as each kind finds it; two queries for all of them."""
    found = [item for items in titled_between(windows).values() for item in items]
    return found + (ending_grants(*windows["grant_ends"]) if "grant_ends" in windows else [])


KINDS = (
    ObligationKind(
        "agreement_ends",
        _("Agreement ends"),
        ending_agreements,
        UsualRule("90,30,7", "协议即将到期：{事项}", "“{事项}”{期限}到期（{剩余}）。请确认续签或终止。"),
        STAFF_ROLES,
    ),
    ObligationKind(
        "activity_unconfirmed",
        _("Activity to confirm as held"),
        unconfirmed_activities,
        UsualRule(
            "", "请确认活动是否举办：{事项}", "“{事项}”原定{期限}结束，目前仍为“计划中”。请登记已举办或取消。", "1,7"
        ),
        STAFF_ROLES,
    ),
    ObligationKind(
        "visit_unconfirmed",
        _("Visit to confirm as held"),
        unconfirmed_visits,
        UsualRule(
            "",
            "请确认考察交流是否成行：{事项}",
            "“{事项}”原定{期限}结束，目前仍为“计划中”。请登记已举办或取消。",
            "1,7",
        ),
    ),
    ObligationKind(
        "grant_ends",
        _("Role grant ends"),
        ending_grants,
        UsualRule(
            "30,7,1",
            "授权即将到期：{单位}（{事项}）",
            "{单位}的“{事项}”授权{期限}到期（{剩余}）。如需继续办理，请及时续授。",
        ),
        GRANT_ROLES,
    ),
)
