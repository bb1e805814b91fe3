"""Addresses of the pages of vocational-education groups."""

from django.urls import path

from association.views.panels import child_urls
from groups.views.group import GROUP, MEMBER
from groups.views.recommendation import RECOMMENDATION
from groups.views.review import REVIEW, plan_whole_year
from office.web.pages import noun_urls

app_name = "groups"

urlpatterns = [
    *noun_urls(GROUP),
    *child_urls(MEMBER),
    path("reviews/plan/", plan_whole_year, name="review_plan"),
    *noun_urls(REVIEW),
    *noun_urls(RECOMMENDATION),
]
