"""Addresses of the home page, reports and renditions."""

from django.urls import path

from reports import calendar_urls, reminder_urls, rendition_urls, report_urls
from reports.views import handover, home, system

app_name = "reports"

urlpatterns = [
    path("", home.show_home, name="home"),
    path("system/", system.show_system, name="system"),
    path("work/", handover.list_work, name="work_list"),
    path("work/options/", handover.successor_options, name="work_options"),
    path("work/<int:pk>/hand-over/", handover.hand_over_all, name="work_hand_over"),
    path("charts/<slug:body_code>/<int:year>/", home.show_charts, name="year_charts"),
    path("charts/<slug:body_code>/<int:year>/<str:source>.svg", home.show_chart, name="chart"),
    *report_urls.urlpatterns,
    *rendition_urls.urlpatterns,
    *reminder_urls.urlpatterns,
    *calendar_urls.urlpatterns,
]
