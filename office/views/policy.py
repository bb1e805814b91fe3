"""The page of the rules of log-in: read and changed by the head of the secretariat and the system administrator."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from office.domain.policy import change_policy
from office.forms.policy import PolicyForm
from office.queries.policy import read_policy
from office.web.access import door, get_actor
from office.web.form_page import save_form
from office.web.page_data import FormPage, Link
from office.workflow import StaleRecord


@door("office.change_policy")
def edit_policy(request: HttpRequest) -> HttpResponse:
    """Show and change the rules; a stale form is refused, with what was typed still there."""
    actor, policy = get_actor(request), read_policy()
    form = PolicyForm(request.POST or None, instance=policy, actor=actor)
    if request.method == "POST":
        try:
            saved: Any = save_form(
                form, lambda: change_policy(actor=actor, changes=form.changes, revision=form.opened_revision)
            )
        except StaleRecord as stale:
            form.add_error(None, str(stale))
            saved = None
        if saved is not None:
            messages.success(request, _("The account rules are saved. They hold from now on."))
            return redirect("office:policy")
    page = FormPage(
        title=_("Account rules"),
        form=form,
        submit_label=_("Save"),
        cancel_url="",
        crumbs=[Link(_("Account rules"), "")],
        intro=_("How the portal locks accounts, ends sessions and asks for a second factor."),
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
