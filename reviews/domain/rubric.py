"""Keep rubrics while their round is prepared; once scoring has opened they stand."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.record import change_record, create_record, remove_record
from office.workflow import refuse_unless
from reviews.domain.round import check_prepared
from reviews.models import Criterion, Round, Rubric, Track

COPIED = ("order", "code", "name", "description", "points", "step", "levels", "comment_below", "comment_above")


def create_rubric(rubric: Rubric, *, actor: Actor) -> Rubric:
    """Store a rubric of a prepared round."""
    check_prepared(rubric.round)
    create_record(rubric, actor=actor)
    return rubric


def change_rubric(rubric: Rubric, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Rubric:
    """Change a rubric of a prepared round."""
    check_prepared(rubric.round)
    change_record(rubric, actor=actor, changes=changes, revision=revision)
    return rubric


def remove_rubric(rubric: Rubric, *, actor: Actor, reason: str = "") -> None:
    """Remove a rubric of a prepared round with its criteria."""
    check_prepared(rubric.round)
    remove_record(rubric, actor=actor, reason=reason)


def create_criterion(criterion: Criterion, *, actor: Actor) -> Criterion:
    """Store a criterion of a rubric of a prepared round."""
    check_prepared(criterion.rubric.round)
    create_record(criterion, actor=actor)
    return criterion


def change_criterion(
    criterion: Criterion, *, actor: Actor, changes: dict[str, Any], revision: int | None = None
) -> Criterion:
    """Change a criterion of a prepared round."""
    check_prepared(criterion.rubric.round)
    change_record(criterion, actor=actor, changes=changes, revision=revision)
    return criterion


def remove_criterion(criterion: Criterion, *, actor: Actor, reason: str = "") -> None:
    """Remove a criterion of a prepared round."""
    check_prepared(criterion.rubric.round)
    remove_record(criterion, actor=actor, reason=reason)


def copy_rubrics(round_: Round, source: Round, *, actor: Actor) -> int:
    """Copy another round's rubrics into a prepared round without any; returns how many.

    Tracks are matched by code, else by name; the rubric of a track that this call does not have is passed over.
    """
    check_prepared(round_)
    refuse_unless(
        not Rubric.objects.filter(round=round_).exists(),
        _("The round has rubrics already. Remove them before copying others."),
    )
    tracks = {track.code: track for track in Track.objects.filter(call=round_.call_id)}
    names = {track.name: track for track in tracks.values()}
    copied = 0
    with transaction.atomic():
        for old in Rubric.objects.filter(round=source).select_related("track").prefetch_related("criteria"):
            track = None
            if old.track is not None:
                track = tracks.get(old.track.code) or names.get(old.track.name)
                if track is None:
                    continue
            copied += 1
            new = Rubric(round=round_, track=track, note=old.note)
            create_record(new, actor=actor)
            for line in old.criteria.all():
                values = {name: getattr(line, name) for name in COPIED}
                create_record(Criterion(rubric=new, **values), actor=actor)
    refuse_unless(copied > 0, _("None of its rubrics fits a track of this call."))
    return copied
