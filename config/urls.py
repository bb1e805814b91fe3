"""Addresses of the portal: includes only."""

from django.urls import include, path
from django.views.i18n import set_language

from office.views.health import show_health

urlpatterns = [
    path("healthz", show_health, name="healthz"),
    path("accounts/", include("office.account_urls")),
    path("language/", set_language, name="set_language"),
    path("office/", include("office.urls")),
    path("association/", include("association.urls")),
    path("reviews/", include("reviews.urls")),
    path("competitions/", include("competitions.urls")),
    path("research/", include("research.urls")),
    path("groups/", include("groups.urls")),
    path("verify/", include("association.public_urls")),
    path("notices/", include("reviews.public_urls")),
    path("panels/", include("reviews.invitation_urls")),
    path("", include("reports.urls")),
]

handler400 = "office.web.errors.bad_request"
handler403 = "office.web.errors.forbidden"
handler404 = "office.web.errors.not_found"
handler500 = "office.web.errors.server_error"
