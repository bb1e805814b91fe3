"""Read public notices and objections, in system scope; pages add ``visible_to``."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from reviews.enums import AwardState, NoticeState, ObjectionState, PrizeKind
from reviews.methods.finality import Finality
from reviews.models import Award, Call, Objection, PublicNotice

# The order of the list: kinds as the schemes name them, then track, level, rank and name.
KIND_ORDER = {str(kind): place for place, kind in enumerate(PrizeKind)}


def standing_notice(call: Call | int) -> PublicNotice | None:
    """Return the version of a call's notice that counts, if any."""
    return PublicNotice.objects.filter(call=call).standing().select_related("call").first()


def drafted_notice(call: Call | int) -> PublicNotice | None:
    """Return the version of a call's notice that is being prepared, if any."""
    return PublicNotice.objects.filter(call=call, state=NoticeState.DRAFTED).first()


def pending_objections(call: Call | int) -> Any:
    """Return what still holds up a call's final list: open objections and appeals, and decisions within appeal."""
    appealable = Q(state=ObjectionState.DISMISSED, appeal_until__gte=timezone.localdate(), appeal__isnull=True)
    open_now = Objection.objects.filter(notice__call=call).pending()
    return open_now | Objection.objects.filter(notice__call=call).filter(appealable)


def finality_of(call: Call, *, award: Award | None = None) -> Finality:
    """Return how far a call's notice has come; with an award, also whether the standing version lists it."""
    notice = standing_notice(call)
    content = notice.content if notice else []
    return Finality(
        needs_notice=call.needs_notice,
        notice_state=notice.state if notice else "",
        is_window_over=bool(notice and notice.is_window_over(timezone.now())),
        pending=pending_objections(call).count(),
        is_listed=award is not None and any(line["award"] == award.pk for line in content),
        is_correcting=drafted_notice(call) is not None,
    )


def awards_to_publish(call: Call | int) -> list[dict[str, Any]]:
    """Return a call's proposed and final awards as plain data: prize, recipient and school, nothing else of a person.

    The order is that of the printed list, so that the same awards give the same digest.
    """
    rows = Award.objects.filter(prize__call=call).exclude(state=AwardState.REVOKED)
    rows = rows.select_related("prize__track", "submission__track", "submission__organization")
    lines = [line_of(award) for award in rows.defer("submission__dossier")]
    lines.sort(key=lambda line: line.pop("sort"))
    return lines


def line_of(award: Award) -> dict[str, Any]:
    """Return one line of the list, with the key by which it is sorted."""
    prize, submission = award.prize, award.submission
    track, unit = prize.track or submission.track, submission.organization
    rank = award.rank if award.rank is not None else 10**6
    place = [KIND_ORDER[prize.kind], track.order if track else 0, track.pk if track else 0, prize.order, prize.name]
    return {
        "sort": [*place, rank, award.recipient_name, award.pk],
        "award": award.pk,
        "kind": prize.kind,
        "track": track.name if track else "",
        "prize": prize.name,
        "measure": prize.measure,
        "name": award.recipient_name,
        "work": submission.title if submission.title != award.recipient_name else "",
        "school": unit.name if unit and unit.name != award.recipient_name else "",
    }


def digest_of(content: list[dict[str, Any]]) -> str:
    """Return the digest of a list: sha256 over its JSON with sorted keys, without spaces, in UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def group_lines(content: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the lines of a list grouped under their prizes: kind, track, prize and the lines, in order."""
    groups: list[dict[str, Any]] = []
    for line in content:
        key = (line["kind"], line["track"], line["prize"])
        if not groups or groups[-1]["key"] != key:
            groups.append({"key": key, **{name: line[name] for name in ("kind", "track", "prize", "measure")}})
            groups[-1]["lines"] = []
        groups[-1]["lines"].append(line)
    return groups


def list_changes(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return what a correction changes: lines ``added``, ``removed``, and ``changed`` as pairs of old and new."""
    old = {line["award"]: line for line in before}
    new = {line["award"]: line for line in after}
    return {
        "added": [line for key, line in new.items() if key not in old],
        "removed": [line for key, line in old.items() if key not in new],
        "changed": [(old[key], line) for key, line in new.items() if key in old and old[key] != line],
    }


def versions_of(call: Call | int) -> Any:
    """Return all versions of a call's notice with ``objection_count``, the newest first."""
    rows = PublicNotice.objects.filter(call=call).select_related("call").order_by("-version")
    return rows.annotate(objection_count=Count("objections"))
