"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.certificates.views import acting, keys, reading

urlpatterns = [
    path("", reading.certificates, name="certificates"),
    path("new/<slug:kind>/<uuid:basis_id>/", acting.propose, name="certificate_propose"),
    path("keys/", keys.overview, name="certificate_keys"),
    path("keys/make/", keys.make, name="certificate_keys_make"),
    path("keys/request/", keys.request_file, name="certificate_keys_request"),
    path("keys/load/", keys.load, name="certificate_keys_load"),
    path("keys/<uuid:key_id>/replace/", keys.replace, name="certificate_key_replace"),
    path("keys/<uuid:key_id>/end/", keys.end, name="certificate_key_end"),
    path("<uuid:certificate_id>/", reading.certificate, name="certificate"),
    path("<uuid:certificate_id>/paper/", reading.paper, name="certificate_paper"),
    path("<uuid:certificate_id>/badge/", reading.badge, name="certificate_badge"),
    path("<uuid:certificate_id>/seal/", acting.seal, name="certificate_seal"),
    path("<uuid:certificate_id>/refuse/", acting.refuse, name="certificate_refuse"),
    path("<uuid:certificate_id>/revoke/", acting.revoke, name="certificate_revoke"),
]
