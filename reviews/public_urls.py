"""Addresses that everybody may open."""

from django.urls import path

from reviews.views.public_page import list_notices, show_notice

urlpatterns = [
    path("", list_notices, name="public_notices"),
    path("<int:pk>/", show_notice, name="public_notice"),
]
