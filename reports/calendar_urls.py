"""Addresses of the calendar."""

from django.urls import path

from reports.views import calendar

urlpatterns = [
    path("calendar/", calendar.show_month, name="calendar"),
    path("calendar/link/", calendar.show_feed, name="calendar_feed"),
    path("calendar/link/make/", calendar.make_feed, name="calendar_feed_make"),
    path("calendar/link/end/", calendar.end_feed, name="calendar_feed_end"),
    path("calendar/feed/<str:secret>.ics", calendar.read_feed, name="calendar_ics"),
]
