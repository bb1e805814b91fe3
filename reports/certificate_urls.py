"""Addresses of printed certificates."""

from django.urls import path

from reports.views import certificate

urlpatterns = [
    path("certificates/<int:pk>/print/", certificate.print_one, name="certificate_print"),
    path("certificates/calls/<int:pk>/", certificate.print_call, name="call_certificates"),
    path("certificates/jobs/<uuid:pk>/", certificate.show_files, name="certificate_files"),
    path("certificates/jobs/<uuid:pk>/<str:name>", certificate.open_file, name="certificate_file"),
]
