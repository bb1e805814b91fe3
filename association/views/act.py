"""The page of an act that asks for more than a reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association.forms.act import ActForm
from office.domain.transition import refuse_act
from office.forms.record import missing_messages
from office.web.access import get_actor
from office.web.detail_page import crumbs_to
from office.web.noun import Noun
from office.web.page_data import FormPage, Link
from office.workflow import Refusal


def ask_and_act(
    request: HttpRequest,
    noun: Noun,
    obj: Any,
    form_class: type[ActForm],
    act: Callable[[Any], str],
    *,
    title: Any,
    submit_label: Any,
    intro: Any = "",
    initial: dict[str, Any] | None = None,
    action: str = "",
) -> HttpResponse:
    """Show the form of an act; when it is filled, do it and say what happened (the text that ``act`` returns).

    A refusal stays on the form with everything typed. ``action`` names the move of the noun's workflow behind the act:
    where the record's state does not allow it, no form is shown.
    """
    actor = get_actor(request)
    if request.method != "POST":
        if action and noun.workflow:
            refuse_act(obj, noun.workflow.find(action), workflow=noun.workflow)
        form = form_class(actor=actor, initial=initial)
        return show(request, noun, obj, form, title=title, submit_label=submit_label, intro=intro)
    form = form_class(request.POST, actor=actor)
    if form.is_valid():
        try:
            said = act(form)
        except ValidationError as error:
            missing_messages(form, error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said)
            return redirect(obj.get_absolute_url())
    obj.refresh_from_db()
    return show(request, noun, obj, form, title=title, submit_label=submit_label, intro=intro)


def show(
    request: HttpRequest, noun: Noun, obj: Any, form: ActForm, *, title: Any, submit_label: Any, intro: Any
) -> HttpResponse:
    """Render the form of an act."""
    url = obj.get_absolute_url()
    page = FormPage(
        title=_("%(label)s: %(value)s") % {"label": title, "value": obj},
        form=form,
        submit_label=submit_label,
        cancel_url=url,
        crumbs=[*crumbs_to(noun, obj)[:-1], Link(str(obj), url), Link(title, "")],
        intro=intro,
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)
