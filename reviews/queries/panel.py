"""Who sits on which panel, and what they must not see for it; read in system scope."""

from collections.abc import Iterable

from association.models import Expert, RoleGrant
from association.queries.grant import today
from office.actor import Actor
from office.enums import OVERSIGHT_ROLES
from office.models import User
from reviews.models import Call, PanelMember


def blinded_calls(actor: Actor) -> set[int]:
    """Return the keys of the calls on whose panels an actor sits: no identity in them is shown under any grant."""
    if actor.user_id is None:
        return set()
    return set(PanelMember.objects.blinding(actor).values_list("panel__call_id", flat=True))


def without_reviewers(user_ids: Iterable[int | None], call: Call | int) -> list[int]:
    """Return users without those who sit on a panel of the call: no message about its entries reaches them."""
    wanted = [key for key in dict.fromkeys(user_ids) if key is not None]
    call_id = call if isinstance(call, int) else call.pk
    judging = PanelMember.objects.filter(panel__call_id=call_id, user_id__in=wanted).sitting()
    blind = set(judging.values_list("user_id", flat=True))
    return [key for key in wanted if key not in blind]


def oversees(user: User) -> bool:
    """Tell whether a user holds today a role that reads every entry: secretariat, its head, finance, auditor."""
    return RoleGrant.objects.valid_on(today()).filter(user=user, role__in=sorted(OVERSIGHT_ROLES)).exists()


def account_of_expert(expert: Expert) -> User | None:
    """Return the account of an expert: the one of an earlier place, else the one with his phone, else None."""
    rows = PanelMember.objects.filter(expert=expert, user__is_active=True).select_related("user")
    place = rows.order_by("-pk").first()
    if place is not None:
        return place.user
    phone = expert.person.phone.strip()
    return User.objects.filter(phone=phone, is_active=True).first() if phone else None
