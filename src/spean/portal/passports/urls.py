"""Addresses that a person gives out, and the one she keeps."""

from django.urls import path

from spean.portal.passports import views

urlpatterns = [
    path("p/<str:token>/", views.passport, name="passport"),
    path("mine/<str:token>/", views.own_passport, name="own_passport"),
]
