"""The form of a public notice that is being prepared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from association.queries.profile import site_facts
from office.actor import Actor
from reviews.forms.child import ChildForm
from reviews.models import PublicNotice
from reviews.queries.public_notice import standing_notice


class PublicNoticeForm(ChildForm):
    """How long the notice runs and who takes objections; a correction also says why."""

    owner = "call"
    wide = ("contact", "reason")
    sections = ((_("Window"), ("workdays", "appeal_workdays")), (_("What is printed"), ("contact", "reason")))

    class Meta:
        model = PublicNotice
        fields = ("call", "workdays", "appeal_workdays", "contact", "reason")
        widgets = {"call": forms.HiddenInput}
        labels = {"workdays": _("Length in working days")}
        help_texts = {"workdays": _("The first day counts: published on a Monday, five days end with Friday.")}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        key = self.owner_key()
        if self.instance.pk:
            corrects = self.instance.supersedes_id is not None
        else:
            corrects = key is not None and standing_notice(int(key)) is not None
            site = site_facts()
            known = [text for text in (site.host, site.telephone, site.mailbox) if text]
            self.initial.setdefault("contact", "，".join(known))
        if not corrects:
            del self.fields["reason"]
            self.helper.layout = self.build_layout()
        else:
            self.fields["reason"].required = True
