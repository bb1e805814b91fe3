"""What the pages of calls and submissions say of entry forms: the way to them, the answers, what is still open."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from office.actor import Actor
from office.rules import may
from office.web.page_data import Fact, FactsPanel, Link
from reviews.enums import SubmissionState
from reviews.methods.entry_form import FILE, answer_text, applicable_fields
from reviews.models import Call, Submission
from reviews.queries.entry_form import answer_problems_of, questions_of


def form_links(call: Call, actor: Actor, *, row: Any) -> list[Link]:
    """Return the way to the designer for staff, to the form in use for all others, and to the rules as applied.

    ``row`` is the call, or the record that shares its key, as ``with_results`` read it.
    """
    links = []
    if may(actor, "reviews.design_form", call):
        url = reverse("reviews:form_design", args=[call.pk])
        links.append(Link(_("Entry form"), url, icon="ui-checks"))
    elif row.has_form:
        url = reverse("reviews:form_preview", args=[call.pk])
        links.append(Link(_("Look at the entry form"), url, icon="ui-checks"))
    if call.rule_set and may(actor, "reviews.read_rules", call):
        links.append(Link(_("Rules as applied"), reverse("reviews:call_rules", args=[call.pk]), icon="journal-check"))
    return links


def answer_links(submission: Submission, actor: Actor) -> list[Link]:
    """Return the way to fill in the form of a draft: the next step until all is answered."""
    if submission.form_version_id is None or not may(actor, "reviews.answer_submission", submission):
        return []
    is_open = bool(answer_problems_of(submission))
    label = _("Fill in the form") if is_open else _("Look through the form")
    url = reverse("reviews:submission_answers", args=[submission.pk])
    return [Link(label, url, tone="primary" if is_open else "", icon="ui-checks")]


def answers_panels(submission: Submission, actor: Actor) -> list[Any]:
    """Return the answers as facts; of a draft first how many questions are still open."""
    questions = questions_of(submission)
    if not questions:
        return []
    answers = submission.answers or {}
    facts = [
        Fact(item.label, answer_text(item, answers.get(item.code)))
        for item in applicable_fields(questions, answers)
        if item.kind != FILE and answer_text(item, answers.get(item.code))
    ]
    if submission.state == SubmissionState.DRAFTED:
        count = len(answer_problems_of(submission))
        words = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
        facts.insert(0, Fact(_("Still open"), words if count else _("Nothing"), tone="warn" if count else ""))
    facts.append(Fact(_("Version of the form"), submission.form_version.number if submission.form_version else ""))
    return [FactsPanel(facts, title=_("Entry form"))]
