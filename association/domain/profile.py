"""Set the portal up for its association: name it, fill its card, and say when that is done; every act is audited."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from association.domain.body import change_body, create_body
from association.domain.grant import give_grant
from association.enums import BodyKind
from association.models import Body, Profile, RoleGrant
from association.queries.grant import today
from association.queries.profile import forget_site, root_body
from office.actor import Actor
from office.domain.account import create_account
from office.domain.attachment import FileRefused, store_attachment
from office.domain.audit import record_act
from office.domain.record import change_record, create_record
from office.enums import STAFF_ROLES, Role
from office.models import User
from office.workflow import Refusal, refuse_unless

PICTURE_BYTES = 2 * 1024 * 1024
PICTURE_TYPES = frozenset({"image/png", "image/jpeg"})
# Who may be opened an account for before the master data is there: roles that need neither school nor body.
FIRST_ROLES = (*sorted(STAFF_ROLES), Role.FINANCE, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR)


class NotNamed(Refusal):
    """The association has no name yet, so nothing can be kept about it."""


def name_association(*, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Body:
    """Enter the association as the body at the top, or change its name; raises ``ValidationError``."""
    body = root_body()
    with transaction.atomic():
        if body is None:
            body = create_body(Body(kind=BodyKind.ASSOCIATION, **changes), actor=actor)
        else:
            change_body(body, actor=actor, changes=changes, revision=revision)
        open_card(body, actor=actor)
    forget_site()
    return body


def open_card(body: Body, *, actor: Actor) -> Profile:
    """Return the card of the association, made when it has none yet."""
    card = Profile.objects.filter(body=body).first()
    if card is None:
        card = Profile(body=body)
        create_record(card, actor=actor)
    return card


def card_to_fill(*, actor: Actor) -> Profile:
    """Return the card of the association; refuses before the association has been named."""
    body = root_body()
    refuse_unless(body is not None, _("Enter the association's name first."), error=NotNamed)
    assert body is not None
    return open_card(body, actor=actor)


def change_card(card: Profile, *, actor: Actor, changes: dict[str, Any], revision: int | None = None) -> Profile:
    """Change the card; the set-up's end has an act of its own."""
    allowed = {name: value for name, value in changes.items() if name not in {"body", "set_up_at"}}
    change_record(card, actor=actor, changes=allowed, revision=revision)
    forget_site()
    return card


def set_picture(card: Profile, kind: str, upload: UploadedFile, *, actor: Actor) -> Profile:
    """Store the ``seal`` or the ``logo``: PNG or JPEG by content, at most 2 MB; the old one stays in the file store."""
    size = upload.size or 0
    refuse_unless(size <= PICTURE_BYTES, _("A picture may have at most 2 MB."), error=FileRefused)
    with transaction.atomic():
        attachment = store_attachment(upload, actor=actor)
        picture = attachment.media_type in PICTURE_TYPES
        refuse_unless(picture, _("Choose a PNG or JPEG picture."), error=FileRefused)
        change_record(card, actor=actor, changes={kind: attachment})
    forget_site()
    return card


def remove_picture(card: Profile, kind: str, *, actor: Actor) -> Profile:
    """Take the seal or the logo off the card."""
    change_record(card, actor=actor, changes={kind: None})
    forget_site()
    return card


def open_first_account(user: User, *, role: str, actor: Actor, valid_from: date | None = None) -> User:
    """Open an account of the secretariat with its grant; its owner sets the password behind a one-time link."""
    refuse_unless(role in FIRST_ROLES, _("This role needs a school or a body. Give it as a grant later."))
    with transaction.atomic():
        create_account(user, actor=actor)
        give_grant(RoleGrant(user=user, role=role, valid_from=valid_from or today()), actor=actor)
    return user


def finish_set_up(card: Profile, *, actor: Actor) -> Profile:
    """Say that the set-up is done; refuses while nobody keeps the records. A repeat changes nothing."""
    keepers = RoleGrant.objects.valid_on(today()).filter(role__in=sorted(STAFF_ROLES), user__is_active=True)
    refuse_unless(keepers.exists(), _("Open an account of the secretariat first: nobody could keep records otherwise."))
    if card.set_up_at is None:
        with transaction.atomic():
            card.set_up_at = timezone.now()
            Profile.objects.filter(pk=card.pk, set_up_at__isnull=True).update(set_up_at=card.set_up_at)
            record_act(card, "finish_set_up", actor=actor, after={"set_up_at": card.set_up_at})
    return card
