"""The page that begins the next edition of a call from the last one; upper apps give it their own record to copy."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from office.forms.record import missing_messages
from office.web.access import door, get_actor, require
from office.web.detail_page import crumbs_to
from office.web.noun import Noun
from office.web.once import claim_form, new_token, settle_form
from office.web.page_data import FormPage, Link
from office.workflow import Refusal
from reviews.domain.copy_call import copy_counts
from reviews.forms.copy_call import CopyForm, next_values


def view_copy(noun: Noun, *, call_of: Callable[[Any], Any], copy: Callable[..., Any]) -> Callable[..., HttpResponse]:
    """Return the view that copies a record with its call; ``copy(record, actor=, values=, keep_times=)`` stores it."""

    @door(noun.permission("add"))
    def copy_edition(request: HttpRequest, pk: int) -> HttpResponse:
        actor = get_actor(request)
        source: Any = get_object_or_404(noun.visible_rows(actor), pk=pk)
        require(actor, noun.permission("change"), source)
        call = call_of(source)
        form = CopyForm(request.POST or None, initial=next_values(call))
        if request.method == "POST" and form.is_valid():
            with transaction.atomic():
                earlier = claim_form(request)
                if earlier:
                    return redirect(earlier)
                made = store(form, lambda: copy(source, actor=actor, values=form.values, keep_times=form.keep_times))
                settle_form(request, made.get_absolute_url() if made is not None else "")
            if made is not None:
                messages.success(
                    request,
                    _("“%(object)s” has been made as a draft. Give it its basis, notice and activity.")
                    % {"object": made},
                )
                return redirect(made.get_absolute_url())
        page = FormPage(
            title=_("Next edition of: %(call)s") % {"call": call},
            form=form,
            submit_label=_("Make the next edition"),
            cancel_url=source.get_absolute_url(),
            crumbs=[*crumbs_to(noun, source)[:-1], Link(str(source), source.get_absolute_url()), Link(_("Copy"), "")],
            intro=intro_of(call),
            token=request.POST.get("form_token", "") or new_token(),
        )
        status = 422 if form.is_bound and form.errors else 200
        return render(request, "ui/form.html", {"page": page, "form": form}, status=status)

    return copy_edition


def intro_of(call: Any) -> str:
    """Say what is taken along and what is not."""
    counts = "、".join(f"{label}{count}" for label, count in copy_counts(call) if count)
    left = _("Not copied: what was sent in, panels, results, basis, notice and its files, the activity with its hosts.")
    taken = _("Copied: %(counts)s.") % {"counts": counts}
    return taken + left if counts else left


def store(form: CopyForm, copy: Callable[[], Any]) -> Any:
    """Store the copy, all or nothing; None with the messages on the form when the rules or the model refuse."""
    try:
        with transaction.atomic():
            return copy()
    except ValidationError as error:
        missing_messages(form, error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None
