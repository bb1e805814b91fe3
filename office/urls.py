"""Addresses of the back office."""

from django.urls import path

from office.views import display, job

app_name = "office"

urlpatterns = [
    path("jobs/", job.list_jobs, name="job_list"),
    path("jobs/<uuid:pk>/", job.show_job, name="job_detail"),
    path("jobs/<uuid:pk>/cancel/", job.cancel, name="job_cancel"),
    path("display/", display.set_display, name="display"),
    path("gallery/", display.gallery, name="gallery"),
]
