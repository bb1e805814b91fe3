"""Addresses of the reminders."""

from django.urls import path

from reports.views import reminder

urlpatterns = [
    path("reminders/", reminder.list_rules, name="reminder_list"),
    path("reminders/new/", reminder.create, name="reminder_create"),
    path("reminders/<int:pk>/", reminder.change, name="reminder_change"),
    path("reminders/next/", reminder.show_next, name="reminder_next"),
    path("reminders/log/", reminder.show_log, name="reminder_log"),
    path("reminders/text/", reminder.show_text, name="reminder_text"),
]
