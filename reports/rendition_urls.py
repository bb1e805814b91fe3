"""Addresses of renditions."""

from django.urls import path

from reports.views import rendition

urlpatterns = [
    path("reports/<int:pk>/render/", rendition.request_file, name="report_render"),
    path("renditions/<int:pk>/", rendition.show_rendition, name="rendition_detail"),
    path("renditions/<int:pk>/file/", rendition.open_file, name="rendition_file"),
    path("renditions/<int:pk>/figures/<str:name>/", rendition.show_figure, name="rendition_figure"),
]
