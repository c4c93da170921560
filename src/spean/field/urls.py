"""Addresses of the page that works without a connection."""

from django.urls import path

from spean.field import views

urlpatterns = [
    path("", views.page, name="field"),
    path("in/", views.arrive, name="field_in"),
    path("sw.js", views.worker, name="field_worker"),
    path("app.webmanifest", views.manifest, name="field_manifest"),
]
