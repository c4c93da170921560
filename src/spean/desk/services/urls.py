"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.services import keeping, views

urlpatterns = [
    path("", views.services, name="services"),
    path("map/", views.map_of_services, name="services_map"),
    path("services.csv", views.as_csv, name="services_csv"),
    path("hsds.json", views.as_hsds, name="services_hsds"),
    path("new/", keeping.new, name="service_new"),
    path("<uuid:offer_id>/", views.service, name="service"),
    path("<uuid:offer_id>/change/", keeping.edit, name="service_edit"),
    path("<uuid:offer_id>/checked/", keeping.check, name="service_check"),
    path("<uuid:offer_id>/given/", keeping.given, name="service_given"),
]
