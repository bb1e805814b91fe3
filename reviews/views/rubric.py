"""Pages of rubrics and their criteria, and copying them from another round."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association.views.act import ask_and_act
from association.views.panels import owner_crumb
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Cell, Fact, Link, TablePanel
from office.workflow import list_words
from reviews.domain.rubric import (
    change_criterion,
    change_rubric,
    copy_rubrics,
    create_criterion,
    create_rubric,
    remove_criterion,
    remove_rubric,
)
from reviews.enums import RoundState
from reviews.forms.rubric import CopyRubricForm, CriterionForm, RubricForm
from reviews.models import Criterion, Round, Rubric
from reviews.queries.rubric import rubrics_of, sums_of


def is_kept(round_: Round, actor: Actor) -> bool:
    """Tell whether the actor may still change the rubrics of a round."""
    return may(actor, "reviews.change_rubric") and round_.state == RoundState.PREPARED


def name_of(rubric: Rubric) -> Any:
    """Return for whom a rubric holds."""
    return rubric.track.name if rubric.track else _("All other tracks")


def rubric_facts(rubric: Rubric, actor: Actor) -> list[Fact]:
    """Return for whom a rubric holds and what it sums to."""
    return [
        Fact(_("Round"), rubric.round, url=rubric.round.get_absolute_url()),
        Fact(_("Track"), name_of(rubric)),
        Fact(_("Points in all"), sums_of(rubric.round).get(rubric.track_id)),
        Fact(_("State"), _("Can be changed") if rubric.round.state == RoundState.PREPARED else _("Stands")),
        Fact(_("Instructions"), rubric.note),
    ]


def rubric_panels(rubric: Rubric, actor: Actor) -> list[Any]:
    """Return the criteria of a rubric with their levels."""
    keeps = is_kept(rubric.round, actor)
    rows = []
    for item in rubric.criteria.all():
        levels = list_words(f"{level['label']} {level['points']}" for level in item.levels)
        line = [
            Cell(item.order, kind="number"),
            Cell(item.name),
            Cell(item.code),
            Cell(item.points.normalize().to_eng_string(), kind="number"),
            Cell(levels),
            Cell(limits_of(item)),
        ]
        if keeps:
            line.append(Cell(_("Edit"), kind="act", url=CRITERION.address("change", item.pk)))
            line.append(Cell(_("Remove"), kind="act", url=CRITERION.address("remove", item.pk)))
        rows.append(line)
    heads = [_("Order"), _("Name"), _("Code"), _("Points at most"), _("Levels"), _("Comment needed")]
    return [
        TablePanel(
            _("Criteria"),
            [*heads, *([_("Edit"), _("Remove")] if keeps else [])],
            rows,
            add_url=f"{CRITERION.address('create')}?rubric={rubric.pk}" if keeps else "",
            add_label=_("Add a criterion"),
            empty_text=_("Reviewers have nothing to score by yet."),
        )
    ]


def limits_of(item: Criterion) -> str:
    """Return when a criterion asks for a comment."""
    low, high = item.comment_below, item.comment_above
    parts = [_("below %(points)s") % {"points": low.normalize().to_eng_string()}] if low is not None else []
    if high is not None:
        parts.append(_("above %(points)s") % {"points": high.normalize().to_eng_string()})
    return list_words(parts)


def rubrics_panel(round_: Round, actor: Actor) -> TablePanel:
    """Return the rubrics of a round with their sums, for the round's page."""
    keeps, sums = is_kept(round_, actor), sums_of(round_)
    rows = [
        [
            Cell(name_of(item), kind="link", url=RUBRIC.address("detail", item.pk)),
            Cell(len(item.criteria.all()), kind="number"),
            Cell(sums[item.track_id].normalize().to_eng_string(), kind="number"),
            *([Cell(_("Remove"), kind="act", url=RUBRIC.address("remove", item.pk))] if keeps else []),
        ]
        for item in rubrics_of(round_)
    ]
    return TablePanel(
        _("Rubrics"),
        [_("Track"), _("Criteria"), _("Points in all"), *([_("Remove")] if keeps else [])],
        rows,
        add_url=f"{RUBRIC.address('create')}?round={round_.pk}" if keeps else "",
        add_label=_("Add a rubric"),
        empty_text=_("Reviewers have nothing to score by yet."),
    )


RUBRIC: Noun = Noun(
    app="reviews",
    name="rubric",
    plural="rubrics",
    model=Rubric,
    label=gettext_lazy("Rubric"),
    labels=gettext_lazy("Rubrics"),
    form=RubricForm,
    rows=lambda actor: read_all(Rubric, actor).select_related("round__call", "track"),
    facts=rubric_facts,
    panels=rubric_panels,
    create=lambda form, actor: create_rubric(Rubric(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_rubric(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_rubric,
    parent=lambda row: [*owner_crumb(row.round.call), *owner_crumb(row.round)],
)
CRITERION: Noun = Noun(
    app="reviews",
    name="criterion",
    plural="criteria",
    model=Criterion,
    label=gettext_lazy("Criterion"),
    labels=gettext_lazy("Criteria"),
    form=CriterionForm,
    rows=lambda actor: read_all(Criterion, actor).select_related("rubric__round__call", "rubric__track"),
    create=lambda form, actor: create_criterion(Criterion(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_criterion(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_criterion,
    parent=lambda row: [*owner_crumb(row.rubric.round), *owner_crumb(row.rubric)],
)


def read_all(model: Any, actor: Actor) -> Any:
    """Return all rows of a model for those who read all; rubrics are pages of the secretariat."""
    return model.objects.all() if actor.reads_all else model.objects.none()


@door("reviews.change_rubric")
def copy_from_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy the rubrics of another round into this one."""
    actor = get_actor(request)
    round_ = get_object_or_404(Round.objects.visible_to(actor).select_related("call"), pk=pk)

    def act(form: Any) -> str:
        count = copy_rubrics(round_, form.cleaned_data["source"], actor=actor)
        return str(_("%(count)s rubrics have been copied. Look through them before scoring opens.") % {"count": count})

    return ask_and_act(
        request,
        ROUND_CRUMBS,
        round_,
        CopyRubricForm,
        act,
        title=_("Copy rubrics"),
        submit_label=_("Copy rubrics"),
        intro=_("Tracks are matched by code or name; what was copied can be changed here."),
    )


# What the page needs of the round's noun: the way down to a round (views/round.py imports this module).
ROUND_CRUMBS = Noun(
    app="reviews",
    name="round",
    plural="rounds",
    model=Round,
    label=gettext_lazy("Round"),
    labels=gettext_lazy("Rounds"),
    parent=lambda row: [Link(str(row.call), row.call.get_absolute_url())],
)
