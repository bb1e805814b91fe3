"""Addresses of the pages of research."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from research.views.application import APPLICATION, approve, approve_by_numbers
from research.views.paper import PAPER
from research.views.program import CATEGORY, PROGRAM
from research.views.project import PROJECT

app_name = "research"

urlpatterns = [
    *noun_urls(PROGRAM),
    path("programs/<int:pk>/approve/", approve_by_numbers, name="program_approve"),
    *child_urls(CATEGORY),
    *noun_urls(APPLICATION),
    path("applications/<int:pk>/approve/", approve, name="application_approve"),
    *noun_urls(PROJECT),
    *noun_urls(PAPER),
]
