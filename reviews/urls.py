"""Addresses of the review engine's pages."""

from django.urls import path

from association.views.panels import child_urls
from office.web.pages import noun_urls
from reviews import panel_urls, ranking_urls, result_urls, school_urls
from reviews.views import answer, form_design
from reviews.views.assignment import ASSIGNMENT, BATCH, add_by_hand, draft, remove_assignment
from reviews.views.award import AWARD, propose_by_numbers
from reviews.views.blind_copy import BLIND_COPY, make_round_copies, open_copy, replace_copy, show_copies
from reviews.views.call import CALL, PRIZE, TRACK, copy_page
from reviews.views.desk import open_file, save_entry, score_entry, serve_worker, show_desk
from reviews.views.extension import EXTENSION
from reviews.views.paper_sheet import check, enter, show_paper
from reviews.views.participant import PARTICIPANT
from reviews.views.round import ROUND, ROUND_ENTRY, admit_by_numbers, draw_review_codes, draw_round_order
from reviews.views.round_progress import remind, show_progress
from reviews.views.rubric import CRITERION, RUBRIC, copy_from_round
from reviews.views.rule_set import show_rules
from reviews.views.setup import show_setup
from reviews.views.sheet import SHEET, SHEET_RETURN, answer_return, ask_for_return
from reviews.views.submission import SUBMISSION

app_name = "reviews"

urlpatterns = [
    *noun_urls(CALL),
    path("calls/<int:pk>/awards/", propose_by_numbers, name="call_awards"),
    path("calls/<int:pk>/copy/", copy_page, name="call_copy"),
    path("calls/<int:pk>/setup/", show_setup, name="call_setup"),
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
    path("rounds/<int:pk>/codes/", draw_review_codes, name="round_codes"),
    path("rounds/<int:pk>/order/", draw_round_order, name="round_order"),
    path("rounds/<int:pk>/rubrics/", copy_from_round, name="round_rubrics"),
    path("rounds/<int:pk>/progress/", show_progress, name="round_progress"),
    path("rounds/<int:pk>/remind/", remind, name="round_remind"),
    path("rounds/<int:pk>/copies/", show_copies, name="round_copies"),
    path("rounds/<int:pk>/copies/make/", make_round_copies, name="round_copies_make"),
    *noun_urls(RUBRIC),
    *child_urls(CRITERION),
    *noun_urls(BLIND_COPY),
    path("blind-copies/<int:pk>/file/", open_copy, name="blindcopy_open"),
    path("blind-copies/<int:pk>/replace/", replace_copy, name="blindcopy_replace"),
    *noun_urls(SHEET),
    path("sheets/<int:pk>/return/", ask_for_return, name="sheet_return"),
    *(pattern for pattern in noun_urls(SHEET_RETURN) if pattern.name != "sheetreturn_detail"),
    path("sheet-returns/<int:pk>/", answer_return, name="sheet_return_answer"),
    path("rounds/<int:pk>/paper-sheets/<int:member>/", show_paper, name="paper_sheets"),
    path("paper-sheets/<int:pk>/", enter, name="paper_enter"),
    path("paper-sheets/<int:pk>/check/", check, name="paper_check"),
    path("desk/", show_desk, name="desk"),
    path("desk/worker.js", serve_worker, name="desk_worker"),
    path("desk/<int:round_id>/<slug:code>/", score_entry, name="desk_sheet"),
    path("desk/<int:round_id>/<slug:code>/save/", save_entry, name="desk_save"),
    path("desk/<int:round_id>/<slug:code>/<str:name>", open_file, name="desk_file"),
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
    *panel_urls.urlpatterns,
    *ranking_urls.urlpatterns,
    *result_urls.urlpatterns,
    *school_urls.urlpatterns,
]
