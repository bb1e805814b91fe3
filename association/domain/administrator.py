"""The first accounts of a portal: a system administrator who then gives all other grants."""

from django.db import transaction
from django.utils.translation import gettext as _

from association.domain.grant import give_grant
from association.models import RoleGrant
from association.queries.grant import today
from office.actor import system_actor
from office.domain.invitation import invite_user
from office.domain.record import create_record
from office.domain.second_factor import reset_factor
from office.enums import Role
from office.models import User
from office.queries.second_factor import has_factor
from office.workflow import refuse_unless


def invite_administrator(
    *, username: str, name: str, is_head: bool = False, without_factor: bool = False
) -> tuple[User, str]:
    """Make the account of a system administrator without a password; return it and the token of its one-time link.

    ``is_head`` gives the grant of the secretariat's head too. An account that is there already gets the grants it
    lacks and a new link: the way back for an administrator who has lost the password; with ``without_factor`` also
    for one who has lost the second factor, when nobody else can reset it. Raises ``ValidationError`` for a user name
    that cannot be one, ``Refusal`` for an account that has been closed.
    """
    actor = system_actor("create_admin")
    roles = [Role.SYSTEM_ADMINISTRATOR, *([Role.SECRETARIAT_HEAD] if is_head else [])]
    with transaction.atomic():
        user = User.objects.filter(username=username).first()
        if user is None:
            user = User(username=username, display_name=name)
            user.set_unusable_password()
            create_record(user, actor=actor)
        refuse_unless(user.is_active, _("This account has been closed."))
        held = set(RoleGrant.objects.filter(user=user).valid_on(today()).values_list("role", flat=True))
        for role in roles:
            if role not in held:
                give_grant(RoleGrant(user=user, role=role, valid_from=today()), actor=actor)
        if without_factor and has_factor(user.pk):
            reset_factor(user, actor=actor, reason="create_admin --reset-factor")
        token = invite_user(user, actor=actor)
    return user, token
