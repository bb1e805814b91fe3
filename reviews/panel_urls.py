"""Addresses of panels, their members, conflicts and expert fees."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews.views.conflict import CONFLICT, declare, pin
from reviews.views.fee import FEE, compute, sheet
from reviews.views.panel import MEMBER, PANEL, invite, pick, show_panel

PANEL_PAGES = [
    path("panels/<int:pk>/", show_panel, name="panel_detail"),
    path("panels/<int:pk>/pick/", pick, name="panel_pick"),
    path("panels/<int:pk>/conflicts/set/", pin, name="panel_pin"),
]

urlpatterns = [
    *PANEL_PAGES,
    *(pattern for pattern in child_urls(PANEL)),
    *noun_urls(MEMBER),
    path("panel-members/<int:pk>/invite/", invite, name="panelmember_invite"),
    *noun_urls(CONFLICT),
    *noun_urls(FEE),
    path("fees/<int:pk>/compute/", compute, name="fee_compute"),
    path("fees/<int:pk>/sheet.xlsx", sheet, name="fee_sheet"),
    path("assignments/<int:pk>/conflict/", declare, name="conflict_declare"),
]
