"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.standards.views import confirming, levels, reading, table, writing

urlpatterns = [
    path("", reading.standards, name="standards"),
    path("standards.csv", table.as_csv, name="standards_csv"),
    path("bring-in/", table.bring_in, name="standards_import"),
    path("levels/", levels.levels, name="cqf_levels"),
    path("levels/<uuid:level_id>/", levels.level, name="cqf_level"),
    path("<uuid:standard_id>/", reading.standard, name="standard"),
    path("<uuid:standard_id>/change/", writing.edit, name="standard_edit"),
    path("<uuid:standard_id>/units/new/", writing.unit_new, name="standard_unit_new"),
    path("<uuid:standard_id>/confirm/", confirming.verify, name="standard_verify"),
    path("<uuid:standard_id>/doubt/", confirming.take_back, name="standard_unverify"),
    path("<uuid:standard_id>/version/", confirming.version, name="standard_version"),
    path("units/<uuid:unit_id>/", writing.unit, name="standard_unit"),
    path("units/<uuid:unit_id>/end/", writing.unit_end, name="standard_unit_end"),
    path("units/<uuid:unit_id>/tasks/new/", writing.task_new, name="standard_task_new"),
    path("tasks/<uuid:task_id>/", writing.task, name="standard_task"),
]
