"""Addresses of the account pages: only those that this portal uses."""

from allauth.account import views
from django.urls import path

from office.views.invitation import open_link

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("invitation/<str:token>/", open_link, name="account_invitation"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
]
