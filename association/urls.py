"""Addresses of the association's pages."""

from django.urls import path

from association.views import grant

app_name = "association"

urlpatterns = [
    path("grants/switch/", grant.switch_grant, name="grant_switch"),
]
