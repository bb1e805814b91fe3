"""Log-in by user name, phone or e-mail: what allauth asks of the project."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest

from office.actor import Actor
from office.domain.lock import LockedOut, claim_try, settle_right, settle_wrong
from office.domain.second_factor import note_factor
from office.forms.phone import MobileField, plain_phone
from office.models import User


def find_by_email(email: str) -> User | None:
    """Find an account by its e-mail, in whatever case it was typed."""
    return User.objects.filter(email__iexact=email).first()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the office: nobody signs up by himself, phones are stored with the user."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody registers from outside."""
        return False

    def get_user_by_phone(self, phone: str) -> User | None:
        """Find an account by its phone number."""
        return User.objects.filter(phone=plain_phone(phone), is_active=True).first()

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Compare the password once, however the account was named.

        allauth tries what looks like an e-mail or a phone as a user name too: an account that is found twice would
        take twice the time to refuse, and the time would tell that it exists.
        """
        asked = dict(credentials)
        for kind in ("email", "phone"):
            typed = str(asked.get(kind) or "")
            if not typed or not asked.get("username"):
                continue
            owner = self.get_user_by_phone(typed) if kind == "phone" else find_by_email(typed)
            if owner is None:
                del asked[kind]
            elif not User.objects.filter(username__iexact=typed).exclude(pk=owner.pk).exists():
                del asked["username"]
        return super().authenticate(request, **asked)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Claim a try, by account, whichever of its names was typed and however it was written.

        allauth's own count knows user name and e-mail only: all log-ins by phone would share it, so that five mistakes
        of one person would lock everybody out; and it lies in the cache, where no administrator sees or ends it.
        """
        sent = (credentials.get(name) for name in ("username", "email", "phone"))
        typed = next((str(text).strip().lower() for text in sent if text), "").replace("\0", "")
        named = Q(username__iexact=typed) | Q(email__iexact=typed) | Q(phone=plain_phone(typed))
        found = User.objects.filter(named).order_by("pk").values_list("pk", flat=True).first() if typed else None
        try:
            self.claimed = claim_try(user_id=found, name=typed, address=self.get_client_ip(request))
        except LockedOut as locked:
            raise ValidationError(str(locked), code="too_many_login_attempts") from locked

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The password was wrong: the claimed try is used."""
        settle_wrong(self.claimed)

    def _rollback_login_failed_rl_usage(self) -> None:
        """The password was right: the claimed try is given back (allauth's hook for its own count)."""
        settle_right(self.claimed)

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Write to the trail what allauth would tell the owner by e-mail: no account here needs one."""
        address = self.get_client_ip(self.request)
        note_factor(user, template_prefix, actor=Actor(user_id=user.pk, name=str(user), address=address))

    def phone_form_field(self, **kwargs: Any) -> MobileField:
        """Tell by this field whether what was typed at log-in is a phone number."""
        return MobileField(**kwargs)

    def get_phone(self, user: Any) -> tuple[str, bool] | None:
        """Return a user's phone; the office entered it, so it counts as verified."""
        return (user.phone, True) if user.phone else None

    def set_phone(self, user: Any, phone: str, verified: bool) -> None:
        """Store a user's phone."""
        user.phone = phone
        user.save(update_fields=["phone"])

    def set_phone_verified(self, user: Any, phone: str) -> None:
        """Nothing to store: see ``get_phone``."""

    def send_verification_code_sms(self, user: Any, phone: str, code: str, **kwargs: Any) -> None:
        """No text messages are sent: accounts are opened by link, never by code."""

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """No text messages are sent."""

    def send_account_already_exists_sms(self, phone: str) -> None:
        """No text messages are sent."""
