"""Addresses of reports: reading, writing, comments, figures."""

from django.urls import path

from reports.views import comment, exhibit, figure, proposal, report, section, version

urlpatterns = [
    path("reports/", report.list_reports, name="report_list"),
    path("reports/export.xlsx", report.export_reports, name="report_export"),
    path("reports/new/", report.create, name="report_create"),
    path("reports/<int:pk>/", report.show_report, name="report_detail"),
    path("reports/<int:pk>/act/<slug:action>/", report.act, name="report_act"),
    path("reports/<int:pk>/change/", report.change, name="report_change"),
    path("reports/<int:pk>/remove/", report.remove, name="report_remove"),
    path("reports/<int:pk>/read/", report.mark, name="report_read"),
    path("reports/<int:pk>/history/", report.show_history, name="report_history"),
    path("reports/<int:pk>/sections/new/", section.create, name="section_create"),
    path("reports/<int:pk>/sections/removed/", section.list_removed, name="section_removed"),
    path("reports/<int:pk>/proposals/", proposal.list_proposals, name="proposal_list"),
    path("reports/<int:pk>/proposals/refresh/", proposal.refresh, name="proposal_refresh"),
    path("reports/<int:pk>/figures/", figure.list_figures, name="figure_list"),
    path("reports/<int:pk>/figures/refresh/", figure.refresh, name="figure_refresh"),
    path("reports/<int:pk>/figures/<int:figure_pk>/", figure.show_figure, name="figure_detail"),
    path("reports/sections/<int:pk>/edit/", section.edit, name="section_edit"),
    path("reports/sections/<int:pk>/autosave/", section.autosave, name="section_autosave"),
    path("reports/sections/<int:pk>/move/", section.move, name="section_move"),
    path("reports/sections/<int:pk>/level/", section.change_depth, name="section_level"),
    path("reports/sections/<int:pk>/remove/", section.remove, name="section_remove"),
    path("reports/sections/<int:pk>/bring-back/", section.bring_back, name="section_bring_back"),
    path("reports/sections/<int:pk>/versions/", version.list_versions, name="section_versions"),
    path("reports/sections/<int:pk>/versions/<int:number>/restore/", version.restore, name="section_restore"),
    path("reports/sections/<int:pk>/comments/", comment.create, name="comment_create"),
    path("reports/sections/<int:pk>/exhibits/<slug:block>/", exhibit.show_exhibit, name="exhibit"),
    path("reports/sections/<int:pk>/exhibits/<slug:block>/chart.svg", exhibit.show_chart, name="exhibit_chart"),
    path("reports/comments/<int:pk>/settle/", comment.settle, name="comment_settle"),
    path("reports/proposals/<int:pk>/take/", proposal.take, name="proposal_take"),
    path("reports/proposals/<int:pk>/drop/", proposal.drop, name="proposal_drop"),
    path("reports/proposals/<int:pk>/offer/", proposal.offer, name="proposal_offer"),
]
