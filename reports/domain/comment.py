"""A leader's comments on paragraphs, and settling them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from office.actor import Actor
from office.domain.audit import record_act
from office.domain.transition import state_label
from office.workflow import TransitionRefused, refuse_unless
from reports.enums import ReportState
from reports.methods.blocks import plain_text
from reports.models import Comment, Section
from reports.queries.figure import figure_texts, figures_of


def write_comment(section: Section, *, actor: Actor, text: str, block_id: str = "") -> Comment:
    """Write a comment on one paragraph, or with an empty ``block_id`` on the whole section.

    The paragraph's text of this moment is kept with it. Refused on a published report, without words, and when the
    paragraph is no longer there.
    """
    assert actor.user_id is not None, "a comment is written by somebody logged in"
    report = section.report
    text = text.strip()
    refuse_unless(bool(text), _("Write the comment first."))
    refuse_unless(
        report.state != ReportState.PUBLISHED,
        _("“%(object)s” is now “%(state)s”: it takes no more comments.")
        % {"object": report, "state": state_label(report)},
        error=TransitionRefused,
    )
    block = next((block for block in section.blocks if block["id"] == block_id), None)
    refuse_unless(
        not block_id or block is not None,
        _("This paragraph was changed or removed meanwhile. Load the page again and comment on what stands there now."),
    )
    quote = plain_text(block, figure_texts(figures_of(report.body, report.year).values())) if block else ""
    with transaction.atomic():
        comment = Comment.objects.create(
            section=section, block_id=block_id, quote=quote, text=text, written_by_id=actor.user_id
        )
        record_act(section, "comment", actor=actor, after={"text": text, "quote": quote})
    return comment


def settle_comment(comment: Comment, *, actor: Actor) -> Comment:
    """Mark a comment as dealt with; the first who does it stands in the history."""
    now = timezone.now()
    with transaction.atomic():
        rows = Comment.objects.filter(pk=comment.pk, settled_at__isnull=True)
        if rows.update(settled_at=now, settled_by_id=actor.user_id) != 1:
            raise TransitionRefused(_("Somebody has settled this comment already."))
        record_act(comment.section, "settle", actor=actor, before={"text": comment.text})
    comment.refresh_from_db()
    return comment
