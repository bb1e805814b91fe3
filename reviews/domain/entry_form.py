"""Design a call's entry form: a draft that grows question by question, and versions that never change."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.record import change_record, create_record, remove_record
from office.workflow import StaleRecord, refuse_unless
from reviews.domain.form_words import problem_text
from reviews.enums import CallState
from reviews.methods.entry_form import (
    FormField,
    check_definition,
    check_field,
    drop_field,
    move_field,
    next_code,
    put_field,
    write_fields,
)
from reviews.models import Call, FormVersion
from reviews.queries.entry_form import draft_form_of, published_form_of


def open_draft(call: Call, *, actor: Actor) -> FormVersion:
    """Return the version being designed, begun from the one in use when there is none."""
    check_may_design(call)
    draft = draft_form_of(call)
    if draft is not None:
        return draft
    last = FormVersion.objects.filter(call=call).aggregate(highest=Max("number"))["highest"] or 0
    in_use = published_form_of(call)
    draft = FormVersion(call=call, number=last + 1, fields=in_use.fields if in_use else [])
    create_record(draft, actor=actor)
    return draft


def check_may_design(call: Call) -> None:
    """Refuse to change the form of a call that takes in nothing more."""
    refuse_unless(
        call.state in {CallState.DRAFTED, CallState.OPEN},
        _("“%(call)s” is now “%(state)s”: its entry form stays as it is.")
        % {"call": call, "state": call.get_state_display()},
    )


def new_code(call: Call) -> str:
    """Return a code that no question of any version of a call bears: answers of old versions keep their meaning."""
    used = {
        item["code"]
        for fields in FormVersion.objects.filter(call=call).values_list("fields", flat=True)
        for item in fields
    }
    return next_code(used)


def save_question(call: Call, item: FormField, *, actor: Actor, revision: int | None = None) -> FormVersion:
    """Store a question in the draft: in its place, or as a new one behind the others when it has no code.

    ``revision`` is the draft's that the user saw, None where nothing had been begun; ``StaleRecord`` when it moved on.
    """
    with transaction.atomic():
        draft = open_draft(call, actor=actor)
        if not item.code:
            item = with_code(item, new_code(call))
        problems = [problem for problem in check_field(item) if problem.word != "choices_few" or item.choices]
        refuse_unless(not problems, problem_text(problems[0]) if problems else "")
        store_questions(draft, put_field(draft.questions, item), actor=actor, revision=revision)
    return draft


def with_code(item: FormField, code: str) -> FormField:
    """Return a question under a code."""
    return FormField(**{**{name: getattr(item, name) for name in item.__dataclass_fields__}, "code": code})


def place_question(call: Call, code: str, *, to: int, actor: Actor) -> FormVersion:
    """Move a question of the draft to a place counted from 0; repeating it changes nothing."""
    with transaction.atomic():
        draft = open_draft(call, actor=actor)
        store_questions(draft, move_field(draft.questions, code, to=to), actor=actor)
    return draft


def remove_question(call: Call, code: str, *, actor: Actor) -> FormVersion:
    """Take a question out of the draft, with the conditions that rest on it."""
    with transaction.atomic():
        draft = open_draft(call, actor=actor)
        store_questions(draft, drop_field(draft.questions, code), actor=actor)
    return draft


def store_questions(
    draft: FormVersion, fields: tuple[FormField, ...], *, actor: Actor, revision: int | None = None
) -> None:
    """Write the questions of a draft; refused once it is published."""
    refuse_unless(draft.published_at is None, _("A published form does not change. Design the next version."))
    change_record(draft, actor=actor, changes={"fields": write_fields(fields)}, revision=revision)


def publish_form(call: Call, *, actor: Actor, revision: int | None = None) -> FormVersion:
    """Put the draft in use: what is registered from now on answers it; what was opened before keeps its version.

    Refused while a question is wrong, naming the first; repeating it is refused, because no draft is left.
    """
    check_may_design(call)
    draft = draft_form_of(call)
    refuse_unless(draft is not None, _("There is nothing to publish: no version is being designed."))
    assert draft is not None
    problems = check_definition(draft.questions)
    refuse_unless(not problems, problem_text(problems[0], draft.questions) if problems else "")
    now = timezone.now()
    with transaction.atomic():
        rows = FormVersion.objects.filter(pk=draft.pk, published_at__isnull=True, revision=draft.revision)
        if revision is not None and revision != draft.revision:
            raise StaleRecord(_("Somebody else has changed the form meanwhile. Look at it again before publishing."))
        if rows.update(published_at=now, updated_at=now, revision=draft.revision + 1) != 1:
            raise StaleRecord(_("Somebody else has changed the form meanwhile. Look at it again before publishing."))
        draft.published_at, draft.revision = now, draft.revision + 1
        after: dict[str, Any] = {"number": draft.number, "questions": len(draft.fields)}
        record_act(draft, "publish_form", actor=actor, after=after)
    return draft


def discard_draft(call: Call, *, actor: Actor) -> None:
    """Throw away the version being designed; the one in use stays."""
    draft = draft_form_of(call)
    refuse_unless(draft is not None, _("There is nothing to discard: no version is being designed."))
    assert draft is not None
    remove_record(draft, actor=actor)
