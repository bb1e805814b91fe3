"""Addresses of the review engine's pages."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews import result_urls
from reviews.views import answer, form_design
from reviews.views.assignment import ASSIGNMENT, BATCH, add_by_hand, draft, remove_assignment
from reviews.views.award import AWARD, propose_by_numbers
from reviews.views.call import CALL, PRIZE, TRACK
from reviews.views.extension import EXTENSION
from reviews.views.participant import PARTICIPANT
from reviews.views.round import ROUND, ROUND_ENTRY, admit_by_numbers
from reviews.views.rule_set import show_rules
from reviews.views.submission import SUBMISSION

app_name = "reviews"

urlpatterns = [
    *noun_urls(CALL),
    path("calls/<int:pk>/awards/", propose_by_numbers, name="call_awards"),
    path("calls/<int:pk>/rules/", show_rules, name="call_rules"),
    path("calls/<int:pk>/form/", form_design.show_design, name="form_design"),
    path("calls/<int:pk>/form/preview/", form_design.show_preview, name="form_preview"),
    path("calls/<int:pk>/form/publish/", form_design.publish, name="form_publish"),
    path("calls/<int:pk>/form/discard/", form_design.discard, name="form_discard"),
    path("calls/<int:pk>/form/questions/new/", form_design.create_question, name="question_create"),
    path("calls/<int:pk>/form/questions/<slug:code>/", form_design.change_question, name="question_change"),
    path("calls/<int:pk>/form/questions/<slug:code>/move/", form_design.move_question, name="question_move"),
    path("calls/<int:pk>/form/questions/<slug:code>/remove/", form_design.drop_question, name="question_remove"),
    *child_urls(TRACK),
    *noun_urls(ROUND),
    path("rounds/<int:pk>/admit/", admit_by_numbers, name="round_admit"),
    *(pattern for pattern in child_urls(ROUND_ENTRY) if pattern.name != "roundentry_change"),
    path("rounds/<int:pk>/assign/", draft, name="round_assign"),
    *noun_urls(BATCH),
    path("batches/<int:pk>/add/", add_by_hand, name="batch_add"),
    *noun_urls(ASSIGNMENT),
    path("assignments/<int:pk>/remove/", remove_assignment, name="assignment_remove"),
    *child_urls(PRIZE),
    *noun_urls(SUBMISSION),
    path("submissions/<int:pk>/answers/", answer.fill_in, name="submission_answers"),
    path("submissions/<int:pk>/answers/autosave/", answer.autosave, name="submission_autosave"),
    path("submissions/<int:pk>/answers/adopt/", answer.adopt, name="submission_adopt"),
    *(pattern for pattern in child_urls(EXTENSION) if pattern.name != "extension_change"),
    *child_urls(PARTICIPANT),
    *noun_urls(AWARD),
    *result_urls.urlpatterns,
]
