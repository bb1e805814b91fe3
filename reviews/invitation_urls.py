"""The address behind an expert's personal link: open to whoever holds it."""

from django.urls import path

from reviews.views.panel import answer_invitation

urlpatterns = [path("<str:token>/", answer_invitation, name="panel_invitation")]
