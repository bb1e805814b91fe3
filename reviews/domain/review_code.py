"""Draw the review codes (加密号) and the order on site by lot."""

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.workflow import refuse_unless
from reviews.domain.round import check_prepared
from reviews.enums import RoundKind, RoundState
from reviews.models import Round, RoundEntry

# Without signs that are taken for one another on paper or by ear (0 O, 1 I L, 8 B, 5 S, 2 Z, U V).
SIGNS = "34679ACDEFGHJKMNPQRTWXY"
LENGTH = 6


def draw_codes(round_: Round, *, actor: Actor) -> int:
    """Give each place without a code one by lot; returns how many were drawn. A drawn code is never drawn again.

    The codes come from the system's source of randomness: from a code nothing follows about number, order or school.
    """
    check_prepared(round_)
    with transaction.atomic():
        waiting = list(RoundEntry.objects.filter(round=round_, code=""))
        # Never one that stood for something else in this call before.
        taken = set(RoundEntry.objects.filter(round__call=round_.call_id).values_list("code", flat=True))
        for entry in waiting:
            entry.code = new_code(taken)
            taken.add(entry.code)
        RoundEntry.objects.bulk_update(waiting, ["code"])
        if waiting:
            record_act(round_, "draw_codes", actor=actor, after={"drawn": len(waiting)})
    return len(waiting)


def new_code(taken: set[str]) -> str:
    """Return a code that is not taken."""
    while True:
        code = "".join(secrets.choice(SIGNS) for _place in range(LENGTH))
        if code not in taken:
            return code


def draw_order(round_: Round, *, actor: Actor, reason: str = "") -> int:
    """Draw the order on site, within each track from 1 on; returns how many places were drawn.

    A second draw needs a reason; after the first score the order stands.
    """
    on_site = round_.kind in {RoundKind.ONSITE, RoundKind.MEETING}
    refuse_unless(on_site, _("An order is drawn only for a round on site."))
    with transaction.atomic():
        entries = list(RoundEntry.objects.filter(round=round_).select_related("submission").order_by("pk"))
        drawn = [entry for entry in entries if entry.position is not None]
        refuse_unless(
            round_.state in {RoundState.PREPARED, RoundState.SCORING}, _("Scoring has closed: the order stands.")
        )
        if drawn:
            refuse_unless(bool(reason.strip()), _("An order was drawn already. Give a reason to draw again."))
            begun = round_.entries.filter(assignments__sheet__isnull=False).exists()
            refuse_unless(not begun, _("The first sheet has been opened: the order stands."))
        tracks: dict[int | None, list[RoundEntry]] = {}
        for entry in entries:
            tracks.setdefault(entry.submission.track_id, []).append(entry)
        for group in tracks.values():
            secrets.SystemRandom().shuffle(group)
            for place, entry in enumerate(group, start=1):
                entry.position = place
        RoundEntry.objects.bulk_update(entries, ["position"])
        order = {str(entry.pk): entry.position for entry in entries}
        record_act(round_, "draw_order", actor=actor, after={"order": order}, reason=reason.strip())
    return len(entries)
