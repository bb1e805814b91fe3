"""The page behind a one-time link: set a password, then log in with it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from office.domain.invitation import accept_invitation, open_invitation
from office.forms.invitation import SetPasswordForm


@sensitive_post_parameters()
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Set the password of the account that the link is for; open to whoever holds the link, once."""
    invitation = open_invitation(token)
    form = SetPasswordForm(request.POST or None, user=invitation.user)
    if form.is_valid():
        accept_invitation(invitation, password=form.cleaned_data["password1"])
        messages.success(request, _("The password is set. Log in with it."))
        return redirect("account_login")
    context = {"form": form, "invited": invitation.user}
    return render(request, "account/invitation.html", context, status=422 if form.is_bound else 200)
