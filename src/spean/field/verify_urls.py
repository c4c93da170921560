"""Addresses of the page that checks certificates."""

from django.urls import path

from spean.field import verify

urlpatterns = [
    path("", verify.page, name="verify"),
    path("sw.js", verify.worker, name="verify_worker"),
    path("app.webmanifest", verify.manifest, name="verify_manifest"),
    path("list.json", verify.trust_list, name="verify_list"),
]
