"""Addresses that everybody may open."""

from django.urls import path

from association.views.verify import check_certificate

urlpatterns = [path("", check_certificate, name="verify")]
