"""Addresses of the home page, reports and renditions."""

from django.urls import path

from reports import calendar_urls, certificate_urls, reminder_urls, rendition_urls, report_urls
from reports.views import handover, home, label, paper, search, system

app_name = "reports"

urlpatterns = [
    path("", home.show_home, name="home"),
    path("search/", search.show_search, name="search"),
    path("system/", system.show_system, name="system"),
    path("work/", handover.list_work, name="work_list"),
    path("work/options/", handover.successor_options, name="work_options"),
    path("work/<int:pk>/hand-over/", handover.hand_over_all, name="work_hand_over"),
    path("charts/<slug:body_code>/<int:year>/", home.show_charts, name="year_charts"),
    path("charts/<slug:body_code>/<int:year>/<str:source>.svg", home.show_chart, name="chart"),
    path("labels/", label.show_index, name="label_index"),
    path("labels/<slug:kind>/", label.list_addressees, name="label_list"),
    path("labels/<slug:kind>/print/", label.request_file, name="label_request"),
    path("labels/files/<uuid:pk>/", label.open_file, name="label_file"),
    path("papers/letters/<int:pk>/", paper.print_letter, name="paper_letter"),
    path("papers/fees/<int:pk>/", paper.print_fees, name="paper_fees"),
    path("papers/files/<uuid:pk>/", paper.open_file, name="paper_file"),
    *report_urls.urlpatterns,
    *rendition_urls.urlpatterns,
    *reminder_urls.urlpatterns,
    *calendar_urls.urlpatterns,
    *certificate_urls.urlpatterns,
]
