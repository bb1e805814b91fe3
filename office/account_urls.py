"""Addresses of the account pages: only those that this portal uses."""

from allauth.account import views
from allauth.mfa.base.views import authenticate, reauthenticate
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp.views import deactivate_totp
from allauth.mfa.webauthn import views as keys
from django.urls import path

from office.views.invitation import open_link
from office.views.login_session import end_one, end_others, list_sessions, show_alive
from office.views.security import ActivateView, SecurityView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("invitation/<str:token>/", open_link, name="account_invitation"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("alive/", show_alive, name="account_alive"),
    path("sessions/", list_sessions, name="account_sessions"),
    path("sessions/others/end/", end_others, name="account_end_others"),
    path("sessions/<slug:handle>/end/", end_one, name="account_end_session"),
    path("security/", SecurityView.as_view(), name="mfa_index"),
    path("security/authenticate/", authenticate, name="mfa_authenticate"),
    path("security/reauthenticate/", reauthenticate, name="mfa_reauthenticate"),
    path("security/app/", ActivateView.as_view(), name="mfa_activate_totp"),
    path("security/app/remove/", deactivate_totp, name="mfa_deactivate_totp"),
    path("security/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("security/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("security/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("security/passkeys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("security/passkeys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("security/passkeys/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("security/passkeys/reauthenticate/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("security/passkeys/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("security/passkeys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
]
