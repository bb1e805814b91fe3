"""Pages of the reminders: rules, what comes next, what was told and why not, and the text for WeChat."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from office.domain.reminder import change_rule, create_rule
from office.methods.stages import stage_words
from office.models import ReminderRule
from office.rules import may
from office.web.access import door, get_actor
from office.web.form_page import save_form
from office.web.list_page import build_page
from office.web.page_data import FormPage, Link
from office.workflow import StaleRecord, list_words
from reports.forms.reminder import ChaseForm, ReminderRuleForm
from reports.lists.reminder import DELIVERIES
from reports.methods.chase import chase_text
from reports.queries.chase import calls_to_chase, missing_of
from reports.queries.obligation import find_kind
from reports.queries.reminder import upcoming
from reviews.models import Call


def home_link() -> Link:
    """Return the crumb of the reminders' first page."""
    return Link(_("Reminders"), reverse("reports:reminder_list"))


@door("reports.list_reminder")
def list_rules(request: HttpRequest) -> HttpResponse:
    """Show the rules; what they will tell next is loaded beside them."""
    actor = get_actor(request)
    rules = list(ReminderRule.objects.visible_to(actor))
    context = {
        "rules": [rule_line(rule) for rule in rules],
        "may_change": may(actor, "reports.change_reminder"),
        "may_chase": may(actor, "reports.chase"),
    }
    return render(request, "reports/reminder_list.html", context)


@door("reports.list_reminder")
def show_next(request: HttpRequest) -> HttpResponse:
    """Show what the rules will tell in the next two weeks: a part of the first page, or a page where no script runs."""
    rules = list(ReminderRule.objects.visible_to(get_actor(request)))
    found = upcoming(rules, today=localdate())
    context = {
        "upcoming": [{"item": item, "stage": stage_words(item.stage)} for item in found],
        "crumbs": [home_link(), Link(_("In the next two weeks"), "")],
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "reports/reminder_next.html" if part else "reports/reminder_next_page.html", context)


def rule_line(rule: ReminderRule) -> dict[str, Any]:
    """Return a rule as the table shows it."""
    kind = find_kind(rule.kind)
    stages = list_words(stage_words(stage) for stage in rule.stages)
    return {"rule": rule, "kind": kind.label if kind else rule.kind, "stages": stages}


@door("reports.list_reminder")
def show_log(request: HttpRequest) -> HttpResponse:
    """Show the ledger: each stage of each deadline for each person, told or the reason why not."""
    page = build_page(request, DELIVERIES, crumbs=[home_link(), Link(DELIVERIES.title, "")], linked=False)
    return render(request, "ui/list.html", {"page": page})


@door("reports.change_reminder")
def create(request: HttpRequest) -> HttpResponse:
    """Write a rule."""
    actor = get_actor(request)
    form = ReminderRuleForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method == "POST" and save_form(form, lambda: create_rule(ReminderRule(**form.changes), actor=actor)):
        messages.success(request, _("The rule is in force from the next run on."))
        return redirect("reports:reminder_list")
    return show_form(request, form, _("New reminder rule"))


@door("reports.change_reminder")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rule."""
    actor = get_actor(request)
    rule = get_object_or_404(ReminderRule.objects.visible_to(actor), pk=pk)
    form = ReminderRuleForm(request.POST if request.method == "POST" else None, instance=rule, actor=actor)
    if request.method == "POST":
        try:
            saved = save_form(
                form,
                lambda: change_rule(rule, actor=actor, changes=form.changes, revision=form.opened_revision),
            )
        except StaleRecord as stale:
            form.add_error(None, str(stale))
            saved = None
        if saved:
            messages.success(request, _("“%(object)s” has been saved.") % {"object": rule})
            return redirect("reports:reminder_list")
    return show_form(request, form, _("Reminder rule: %(rule)s") % {"rule": rule})


def show_form(request: HttpRequest, form: ReminderRuleForm, title: str) -> HttpResponse:
    """Render a rule's form."""
    home = home_link()
    page = FormPage(title, form, _("Save"), home.url, [home, Link(title, "")])
    return render(request, "ui/form.html", {"page": page, "form": form}, status=422 if form.is_bound else 200)


@door("reports.chase")
def show_text(request: HttpRequest) -> HttpResponse:
    """Show the text to paste into WeChat: a call, its deadline, and the schools that are missing."""
    calls = calls_to_chase(get_actor(request)).select_related("body")
    asked = request.GET if request.GET.get("call") else None
    form = ChaseForm(asked, calls=calls, initial={"call": calls.first()})
    context: dict[str, Any] = {"form": form, "crumbs": [home_link(), Link(pgettext("reminder", "Text for WeChat"), "")]}
    context["has_calls"] = calls.exists()
    if asked and form.is_valid():
        values = form.cleaned_data
        missing = missing_of(values["call"], level=values["level"], everybody=values["scope"] == "all")
        context |= {"missing": missing, "text": text_of(values["call"], missing)}
    return render(request, "reports/reminder_text.html", context)


def text_of(call: Call, missing: Any) -> str:
    """Return the text about a call at this moment."""
    return chase_text(
        sender=call.body.short_name or call.body.name,
        title=call.title,
        closes_at=localtime(call.closes_at) if call.closes_at else None,
        now=localtime(now()),
        sent=missing.sent,
        begun=missing.begun,
        silent=missing.silent,
        link=f"{settings.PUBLIC_URL}{call.get_absolute_url()}",
    )
