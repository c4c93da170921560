"""Addresses of this part of the desk."""

from django.urls import include, path

from spean.desk.today import leading, views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/<slug:code>/", views.section, name="today_section"),
    path("supervision/", leading.supervision, name="supervision"),
    path("supervision/days/", leading.days, name="quiet_days"),
    path("", include("spean.desk.lock")),
    path("search/", views.search, name="search"),
]
