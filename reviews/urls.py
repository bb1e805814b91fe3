"""Addresses of the review engine's pages."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews.views.assignment import ASSIGNMENT, BATCH, add_by_hand, draft, remove_assignment
from reviews.views.award import AWARD, propose_by_numbers
from reviews.views.call import CALL, PRIZE, TRACK
from reviews.views.participant import PARTICIPANT
from reviews.views.round import ROUND, ROUND_ENTRY, admit_by_numbers
from reviews.views.submission import SUBMISSION

app_name = "reviews"

urlpatterns = [
    *noun_urls(CALL),
    path("calls/<int:pk>/awards/", propose_by_numbers, name="call_awards"),
    *child_urls(TRACK),
    *noun_urls(ROUND),
    path("rounds/<int:pk>/admit/", admit_by_numbers, name="round_admit"),
    *(pattern for pattern in child_urls(ROUND_ENTRY) if pattern.name != "roundentry_change"),
    path("rounds/<int:pk>/assign/", draft, name="batch_draft"),
    *noun_urls(BATCH),
    path("batches/<int:pk>/add/", add_by_hand, name="pair_add"),
    *noun_urls(ASSIGNMENT),
    path("assignments/<int:pk>/remove/", remove_assignment, name="assignment_remove"),
    *child_urls(PRIZE),
    *noun_urls(SUBMISSION),
    *child_urls(PARTICIPANT),
    *noun_urls(AWARD),
]
