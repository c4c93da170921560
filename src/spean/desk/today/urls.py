"""Addresses of this part of the desk."""

from django.urls import include, path

from spean.desk.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/<slug:code>/", views.section, name="today_section"),
    path("", include("spean.desk.lock")),
    path("search/", views.search, name="search"),
]
