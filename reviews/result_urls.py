"""Addresses of public notices, objections and certificates."""

from django.urls import path

from office.web.pages import noun_urls
from reviews.views.certificate import issue, issue_one
from reviews.views.objection import OBJECTION, appeal, object_to
from reviews.views.public_notice import NOTICE
from reviews.views.recheck import RECHECK, begin

urlpatterns = [
    *noun_urls(NOTICE),
    path("notices/<int:pk>/object/", object_to, name="publicnotice_object"),
    *noun_urls(OBJECTION),
    path("objections/<int:pk>/appeal/", appeal, name="objection_appeal"),
    path("rankings/<int:pk>/recheck/", begin, name="ranking_recheck"),
    *noun_urls(RECHECK),
    path("calls/<int:pk>/certificates/", issue, name="call_certificates"),
    path("awards/<int:pk>/certificates/", issue_one, name="award_certificates"),
]
