"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.lock import lock, unlock
from spean.desk.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("today/<slug:code>/", views.section, name="today_section"),
    path("lock/", lock, name="lock"),
    path("unlock/", unlock, name="unlock"),
    path("search/", views.search, name="search"),
]
