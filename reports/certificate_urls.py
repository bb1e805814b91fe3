"""Addresses of printed certificates and of the documents of results."""

from django.urls import path

from reports.views import award_document, certificate, lifetime, result_paper, score_sheet

urlpatterns = [
    path("certificates/<int:pk>/print/", certificate.print_one, name="certificate_print"),
    path("certificates/calls/<int:pk>/", certificate.print_call, name="call_certificates"),
    path("certificates/jobs/<uuid:pk>/", certificate.show_files, name="certificate_files"),
    path("certificates/jobs/<uuid:pk>/<str:name>", certificate.open_file, name="certificate_file"),
    path("award-notices/calls/<int:pk>/", award_document.print_notice, name="call_award_notice"),
    path("award-notices/files/<uuid:pk>/", award_document.open_notice, name="award_notice_file"),
    path("score-sheets/rounds/<int:pk>/export.xlsx", score_sheet.export_sheets, name="score_sheets"),
    path("award-statistics/", award_document.show_statistics, {"by": "school"}, name="award_statistics_index"),
    path("award-statistics/<slug:by>/", award_document.show_statistics, name="award_statistics"),
    path("award-statistics/<slug:by>/export.xlsx", award_document.export_statistics, name="award_statistics_export"),
    path("award-statistics/<slug:by>/print/", result_paper.print_statistics, name="award_statistics_print"),
    path("lifetime/organizations/<int:pk>/", lifetime.show_organization, name="organization_lifetime"),
    path("lifetime/organizations/<int:pk>/export.xlsx", lifetime.export_organization, name="organization_honors"),
    path("lifetime/persons/<int:pk>/", lifetime.show_person, name="person_lifetime"),
    path("lifetime/persons/<int:pk>/export.xlsx", lifetime.export_person, name="person_honors"),
    path("result-papers/rounds/<int:pk>/", result_paper.choose_of_round, name="round_papers"),
    path("result-papers/calls/<int:pk>/", result_paper.choose_of_call, name="call_award_paper"),
    path("result-papers/files/<uuid:pk>/", result_paper.open_file, name="result_paper_file"),
]
