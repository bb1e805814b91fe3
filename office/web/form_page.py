"""Create and change a record: nothing typed is lost, nobody is overwritten."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from office.forms.record import RecordForm, differences, missing_messages
from office.web.access import door, get_actor, require
from office.web.detail_page import crumbs_to
from office.web.errors import back_address
from office.web.noun import Noun
from office.web.once import claim_form, new_token, settle_form
from office.web.page_data import FormPage, Likely, Link
from office.workflow import Refusal, StaleRecord


def view_create(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that creates a record; ``?field=value`` prefills it."""

    @door(noun.permission("add"))
    def create(request: HttpRequest) -> HttpResponse:
        assert noun.form is not None
        actor = get_actor(request)
        if request.method != "POST":
            initial = {name: value for name, value in request.GET.items() if name in noun.form.base_fields}
            return show_form(request, noun, noun.form(initial=initial, actor=actor), token=new_token())
        form = noun.form(request.POST, request.FILES, actor=actor)
        likely = not_asked_yet(request, noun, form)
        if likely:
            return show_form(request, noun, form, token=request.POST.get("form_token", ""), likely=likely)
        with transaction.atomic():
            earlier = claim_form(request)
            if earlier:
                return redirect(earlier)
            obj: Any = save_form(form, lambda: create_apart(request, noun, form))
            url = next_address(request, noun, obj) if obj is not None else ""
            settle_form(request, url)
        if obj is None:
            return show_form(request, noun, form, token=request.POST.get("form_token", ""))
        messages.success(request, _("“%(object)s” has been created.") % {"object": obj})
        return redirect(url)

    return create


def view_change(noun: Noun) -> Callable[..., HttpResponse]:
    """Return the view that changes a record; a stale form shows both versions and loses neither."""

    @door()
    def change(request: HttpRequest, pk: int) -> HttpResponse:
        assert noun.form is not None
        actor = get_actor(request)
        obj = get_object_or_404(noun.visible_rows(actor), pk=pk)
        require(actor, noun.permission("change"), obj)
        if request.method != "POST":
            return show_form(request, noun, noun.form(instance=obj, actor=actor), obj=obj)
        form = noun.form(request.POST, request.FILES, instance=obj, actor=actor)
        try:
            saved = save_form(form, lambda: noun.change(obj, form, actor))
        except StaleRecord:
            return show_conflict(request, noun, form, pk)
        if saved is None:
            return show_form(request, noun, form, obj=get_object_or_404(noun.visible_rows(actor), pk=pk))
        messages.success(request, _("“%(object)s” has been saved.") % {"object": saved})
        return redirect(saved.get_absolute_url())

    return change


def next_address(request: HttpRequest, noun: Noun, obj: Any) -> str:
    """Return where a new record leads: to its page, or to the form for the next row of the same record."""
    if "another" in request.POST and noun.parent is not None:
        return request.get_full_path()
    return str(obj.get_absolute_url())


def not_asked_yet(request: HttpRequest, noun: Noun, form: RecordForm) -> list[Likely]:
    """Return the stored records that a new one may repeat; none when this user said of all of them that it does not."""
    if noun.likely is None or not form.is_valid():
        return []
    found = noun.likely(form, get_actor(request))
    told = set(request.POST.getlist("not_same"))
    return found if any(str(item.record.pk) not in told for item in found) else []


def create_apart(request: HttpRequest, noun: Noun, form: RecordForm) -> Any:
    """Store a new record, and that it is none of those that the user was asked about."""
    actor = get_actor(request)
    obj = noun.create(form, actor)
    told = [int(key) for key in request.POST.getlist("not_same") if key.isdecimal() and len(key) < 19]
    if noun.told_apart and told:
        noun.told_apart(obj, told, actor)
    return obj


def save_form(form: RecordForm, save: Callable[[], Any]) -> Any:
    """Save by a valid form; None with the messages on the form when the rules or the model refuse."""
    if not form.is_valid():
        return None
    try:
        return save()
    except ValidationError as error:
        missing_messages(form, error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
    except StaleRecord:
        raise
    except Refusal as refusal:
        form.add_error(None, str(refusal))
    return None


def show_conflict(request: HttpRequest, noun: Noun, form: RecordForm, pk: int) -> HttpResponse:
    """Show what the other saved beside what this user typed; saving again then overwrites knowingly.

    Where both entered the same there is nothing to decide, and the record is as this user wants it.
    """
    stored: Any = get_object_or_404(noun.visible_rows(get_actor(request)), pk=pk)
    conflict = differences(form, stored)
    if not conflict:
        messages.success(request, _("“%(object)s” has been saved.") % {"object": stored})
        return redirect(stored.get_absolute_url())
    data: Any = form.data.copy()  # type: ignore[attr-defined]
    for name, revision in form.revisions_of(stored).items():
        data[name] = revision
    form.data = data
    return show_form(request, noun, form, obj=stored, conflict=conflict)


def show_form(
    request: HttpRequest,
    noun: Noun,
    form: RecordForm,
    *,
    obj: Any = None,
    conflict: list[dict[str, str]] | None = None,
    token: str = "",
    likely: list[Likely] | None = None,
) -> HttpResponse:
    """Render a record's form."""
    if obj is not None:
        title, cancel = _("Edit: %(object)s") % {"object": obj}, obj.get_absolute_url()
        crumbs = [*crumbs_to(noun, obj)[:-1], Link(str(obj), cancel), Link(_("Edit"), "")]
    else:
        title, crumbs = title_of_new(noun, form, fallback=back_address(request))
        cancel = crumbs[-2].url
    page = FormPage(
        title=title,
        form=form,
        submit_label=_("None of these: create it") if likely else _("Save"),
        cancel_url=cancel,
        crumbs=crumbs,
        intro=noun.intro,
        conflict=conflict or [],
        likely=likely or [],
        multipart=form.is_multipart(),
        token=token,
        another_label=_("Save and add another") if obj is None and has_siblings(noun) else "",
    )
    status = 409 if conflict or likely else 422 if form.is_bound and form.errors else 200
    return render(request, "ui/form.html", {"page": page, "form": form}, status=status)


def has_siblings(noun: Noun) -> bool:
    """True for rows of which the record that they live inside may have many."""
    single = any(field.one_to_one and not field.primary_key for field in noun.model._meta.concrete_fields)
    return noun.parent is not None and not single


def title_of_new(noun: Noun, form: RecordForm, *, fallback: str) -> tuple[str, list[Link]]:
    """Return the title and the crumbs of a form for a new record; one that lives inside another names that one."""
    new = _("New: %(noun)s") % {"noun": noun.label}
    above = crumbs_above(noun, form)
    if above:
        title = _("%(parent)s: add %(noun)s") % {"parent": above[-1].label, "noun": noun.label}
        return title, [*above, Link(new, "")]
    return new, [Link(noun.labels, noun.address("list") if noun.listing else fallback), Link(new, "")]


def crumbs_above(noun: Noun, form: RecordForm) -> list[Link]:
    """Return the way to the record that a new one will belong to, none while the form does not name it.

    Only what the form itself accepts counts: its choices are those that the actor may see.
    """
    if noun.parent is None:
        return []
    draft, named = noun.model(), False
    for name, item in form.fields.items():
        sent = form.data.get(form.add_prefix(name)) if form.is_bound else form.initial.get(name)
        if sent and isinstance(item, forms.ModelChoiceField) and hasattr(noun.model, name):
            with suppress(ValidationError):
                setattr(draft, name, item.to_python(sent))
                named = True
    try:
        return noun.parent(draft) if named else []
    except ObjectDoesNotExist:
        return []
