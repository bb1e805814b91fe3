"""Addresses of the back office."""

from django.urls import path

from office.views import audit, display, import_batch, job, message, outbox, policy, upload, workday

app_name = "office"

urlpatterns = [
    path("jobs/", job.list_jobs, name="job_list"),
    path("jobs/<uuid:pk>/", job.show_job, name="job_detail"),
    path("jobs/<uuid:pk>/cancel/", job.cancel, name="job_cancel"),
    path("messages/", message.list_messages, name="message_list"),
    path("messages/read/", message.read, name="message_read"),
    path("messages/preferences/", message.preferences, name="message_preferences"),
    path("messages/<int:pk>/", message.open_message, name="message_open"),
    path("outbox/", outbox.show_outbox, name="outbox"),
    path("outbox/<int:pk>/resend/", outbox.resend, name="outbox_resend"),
    path("workdays/", workday.show_index, name="workday_index"),
    path("workdays/<int:year>/", workday.show_year, name="workday_year"),
    path("workdays/<int:year>/begin/", workday.create, name="workday_create"),
    path("workdays/<int:year>/days/", workday.change, name="workday_change"),
    path("workdays/<int:pk>/act/<slug:action>/", workday.act, name="workday_act"),
    path("policy/", policy.edit_policy, name="policy"),
    path("imports/", import_batch.list_imports, name="import_list"),
    path("imports/new/<str:kind>/", import_batch.create, name="import_create"),
    path("imports/template/<str:kind>.xlsx", import_batch.template, name="import_template"),
    path("imports/<int:pk>/", import_batch.show_import, name="import_detail"),
    path("imports/<int:pk>/columns/", import_batch.columns, name="import_columns"),
    path("imports/<int:pk>/decide/", import_batch.decide, name="import_decide"),
    path("imports/<int:pk>/run/", import_batch.run, name="import_run"),
    path("imports/<int:pk>/undo/", import_batch.undo, name="import_undo"),
    path("imports/<int:pk>/discard/", import_batch.discard, name="import_discard"),
    path("imports/<int:pk>/problems.xlsx", import_batch.problems, name="import_problems"),
    path("audit/", audit.list_entries, name="audit_list"),
    path("audit/<int:pk>/", audit.show_entry, name="audit_detail"),
    path("audit/export/", audit.export, name="audit_export"),
    path("uploads/", upload.create, name="upload_create"),
    path("uploads/<uuid:pk>/", upload.part, name="upload_detail"),
    path("display/", display.set_display, name="display"),
    path("gallery/", display.gallery, name="gallery"),
]
