"""What falls due in the association's records, and who is to be told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from association.enums import GRANT_ROLES, ActivityState, AgreementState
from association.models import Activity, Agreement, RoleGrant, Visit
from association.queries.grant import today
from office.enums import STAFF_ROLES, Role
from office.obligation import Obligation, ObligationKind, UsualRule


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


def ending_agreements(first: date, last: date) -> list[Obligation]:
    """Return signed agreements whose term ends between two days; the secretariat renews or ends them."""
    rows = Agreement.objects.filter(state=AgreementState.SIGNED, valid_until__range=(first, last)).order_by("pk")
    return [obligation_of("agreement_ends", row, row.valid_until) for row in rows if row.valid_until]


def unconfirmed(kind: str, rows: Any, first: date, last: date) -> list[Obligation]:
    """Return what is still planned though its last day lies between two days: held or not, staff must say so."""
    planned = rows.filter(state=ActivityState.PLANNED).annotate(last_day=Coalesce(F("end_on"), F("start_on")))
    return [
        obligation_of(kind, row, row.last_day) for row in planned.filter(last_day__range=(first, last)).order_by("pk")
    ]


def unconfirmed_activities(first: date, last: date) -> list[Obligation]:
    """Return activities to confirm as held, due on their last day."""
    return unconfirmed("activity_unconfirmed", Activity.objects, first, last)


def unconfirmed_visits(first: date, last: date) -> list[Obligation]:
    """Return visits to confirm as held, due on their last day."""
    return unconfirmed("visit_unconfirmed", Visit.objects, first, last)


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
