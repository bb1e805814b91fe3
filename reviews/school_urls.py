"""Addresses of a school's way into a call: conditions, quotas, endorsement, receipt, change requests, the check."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews.views import qualification
from reviews.views.change_request import CHANGE_REQUEST, ask_for_change, open_proof
from reviews.views.eligibility import ELIGIBILITY, QUOTA, show_for_call, show_for_submission
from reviews.views.endorsement import endorse, open_scan, show_school_desk
from reviews.views.receipt import show_receipt

urlpatterns = [
    path("calls/<int:pk>/eligibility/", show_for_call, name="call_eligibility"),
    path("calls/<int:pk>/school/", show_school_desk, name="call_school"),
    *child_urls(ELIGIBILITY),
    *child_urls(QUOTA),
    path("submissions/<int:pk>/eligibility/", show_for_submission, name="submission_eligibility"),
    path("submissions/<int:pk>/endorse/", endorse, name="submission_endorse"),
    path("submissions/<int:pk>/endorsement/scan/", open_scan, name="endorsement_scan"),
    path("submissions/<int:pk>/receipt/", show_receipt, name="submission_receipt"),
    path("submissions/<int:pk>/ask/<slug:kind>/", ask_for_change, name="submission_ask"),
    *noun_urls(CHANGE_REQUEST),
    path("change-requests/<int:pk>/proof/", open_proof, name="changerequest_proof"),
    path("qualification/", qualification.list_waiting, name="qualification_list"),
    path("qualification/<int:pk>/", qualification.check_one, name="qualification_one"),
    path("qualification/calls/<int:pk>/", qualification.accept_batch, name="qualification_batch"),
]
