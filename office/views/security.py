"""The page of one's own account: second factors and setting one up."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView

from office.queries.second_factor import lacks_factor
from office.web.access import get_actor
from office.web.second_factor import totp_picture


class SecurityView(IndexView):
    """What protects one's own account; says so when a role asks for more."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether a second factor is missing."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        actor = get_actor(self.request)
        context["is_missing"] = actor.user_id is not None and lacks_factor(actor.user_id, actor.grants)
        return context


class ActivateView(ActivateTOTPView):
    """Set up an authenticator app, with a QR code in our own drawing."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["picture"] = totp_picture(context["totp_url"])
        return context
