"""Pages of annual reviews."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups.domain.review import REVIEW_ACTS, change_review, plan_review, plan_year, remove_review
from groups.forms.review import PlanYearForm, ReviewForm
from groups.lists.review import REVIEW_TONES, REVIEWS
from groups.models import AnnualReview
from groups.workflow import ANNUAL_REVIEW
from office.actor import Actor
from office.rules import may
from office.web.access import door, get_actor
from office.web.noun import Noun
from office.web.page_data import Fact, FormPage, Link
from reviews.lists.words import tone_of


def review_facts(review: AnnualReview, actor: Actor) -> list[Fact]:
    """Return what was reviewed by which rules, and how it ended."""
    return [
        Fact(_("Vocational group"), review.group, url=review.group.get_absolute_url()),
        Fact(_("Year"), review.year),
        Fact(_("Rule set"), review.rule_set),
        Fact(_("Score"), review.score),
        Fact(_("Grade"), review.grade),
        Fact(_("Reviewed on"), review.reviewed_on),
    ]


REVIEW = Noun(
    app="groups",
    name="review",
    plural="reviews",
    model=AnnualReview,
    label=gettext_lazy("Annual review"),
    labels=gettext_lazy("Annual reviews"),
    listing=REVIEWS,
    form=ReviewForm,
    rows=lambda actor: AnnualReview.objects.visible_to(actor).select_related("group__body"),
    facts=review_facts,
    list_links=lambda actor: (
        [Link(_("Plan a year"), reverse("groups:review_plan"), icon="calendar-plus")]
        if may(actor, "groups.add_review")
        else []
    ),
    workflow=ANNUAL_REVIEW,
    tone=tone_of(REVIEW_TONES),
    create=lambda form, actor: plan_review(AnnualReview(**form.changes), actor=actor),
    change=lambda obj, form, actor: change_review(
        obj, actor=actor, changes=form.changes, revision=form.opened_revision
    ),
    remove=remove_review,
    acts=REVIEW_ACTS,
    intro=gettext_lazy("A finished review is reopened before it changes."),
)


@door("groups.add_review")
def plan_whole_year(request: HttpRequest) -> HttpResponse:
    """Plan the reviews of a year for every group that existed in it and has none yet."""
    form = PlanYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = len(plan_year(actor=get_actor(request), **form.cleaned_data))
        messages.success(request, _("%(count)s annual reviews have been planned.") % {"count": count})
        return redirect(f"{REVIEW.address('list')}?year={form.cleaned_data['year']}")
    page = FormPage(
        title=_("Plan a year"),
        form=form,
        submit_label=_("Plan the reviews"),
        cancel_url=REVIEW.address("list"),
        crumbs=[Link(REVIEW.labels, REVIEW.address("list")), Link(_("Plan a year"), "")],
        intro=_("Groups that have a review of this year already are passed over."),
    )
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.errors else 200)
