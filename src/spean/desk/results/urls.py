"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.results import monthly, targets, views

urlpatterns = [
    path("", views.results, name="results"),
    path("month/", monthly.month, name="monthly"),
    path("month/paper/", monthly.paper, name="monthly_paper"),
    path("month/excel/", monthly.download, name="monthly_excel"),
    path("targets/", targets.targets, name="targets"),
    path("targets/new/", targets.new, name="target_new"),
    path("targets/<uuid:target_id>/", targets.target, name="target"),
    path("<slug:code>/", views.indicator, name="indicator"),
    path("<slug:code>/excel/", views.download, name="indicator_excel"),
]
