"""Addresses of the pages of contests and honor selections."""

from django.urls import path

from association.views.panels import child_urls
from competitions.views.contest import CONTEST, EVENT, copy_edition
from competitions.views.entry import ENTRY
from competitions.views.external import EXTERNAL, RESULT
from competitions.views.honor import HONOR, copy_selection
from competitions.views.nomination import NOMINATION
from competitions.views.referral import REFERRAL, REFERRAL_QUOTA, record_result_of, refer
from competitions.views.scheme import SCHEME
from competitions.views.series import CONTEST_SERIES
from office.web.pages import noun_urls

app_name = "competitions"

urlpatterns = [
    *noun_urls(CONTEST),
    path("contests/<int:pk>/copy/", copy_edition, name="contest_copy"),
    *child_urls(EVENT),
    *noun_urls(ENTRY),
    *noun_urls(CONTEST_SERIES),
    *noun_urls(SCHEME),
    *noun_urls(HONOR),
    path("honors/<int:pk>/copy/", copy_selection, name="honor_copy"),
    *noun_urls(NOMINATION),
    *noun_urls(EXTERNAL),
    path("external-contests/<int:pk>/refer/", refer, name="external_refer"),
    *child_urls(RESULT),
    *noun_urls(REFERRAL),
    path("referrals/<int:pk>/result/", record_result_of, name="referral_result"),
    *child_urls(REFERRAL_QUOTA),
]
