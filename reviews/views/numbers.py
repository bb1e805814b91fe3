"""One form for many: submissions of a call named by their numbers, and one act on all of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from office.web.page_data import FormPage, Link
from office.workflow import Refusal
from reviews.forms.award import NumbersForm


def act_on_numbers(
    request: HttpRequest,
    form: NumbersForm,
    *,
    act: Callable[[NumbersForm], int],
    title: Any,
    submit_label: Any,
    back: str,
    crumbs: list[Link],
    intro: Any = "",
) -> HttpResponse:
    """Show the form, or do the act for all numbers or none; ``act`` returns how many rows it made."""
    if request.method == "POST" and form.is_valid():
        count = run(form, act)
        if count is not None:
            messages.success(request, _("%(act)s: %(count)s.") % {"act": submit_label, "count": count})
            return redirect(back)
    page = FormPage(title=title, form=form, submit_label=submit_label, cancel_url=back, crumbs=crumbs, intro=intro)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def run(form: NumbersForm, act: Callable[[NumbersForm], int]) -> int | None:
    """Do the act; None with the message on the form when a rule or the model refuses."""
    try:
        return act(form)
    except ValidationError as error:
        form.add_error(None, error.messages)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None
