"""Addresses as ODK Central has them, so that its clients are given the site's own address alone."""

from django.urls import path

from spean.api import central, odata

_FORMS = "projects/<int:project_id>/forms"
_FORM = f"{_FORMS}/<str:form_id>"

app_name = "v1"
urlpatterns = [
    path("sessions", central.sessions, name="sessions"),
    path("users/current", central.current_user, name="user"),
    path("projects", central.projects, name="projects"),
    path("projects/<int:project_id>", central.project, name="project"),
    path(_FORMS, central.forms, name="forms"),
    path(f"{_FORM}.xml", central.form_xml, name="form-xml"),
    path(f"{_FORM}.svc", odata.service, name="service"),
    path(f"{_FORM}.svc/$metadata", odata.metadata, name="metadata"),
    path(f"{_FORM}.svc/<str:table>", odata.rows, name="rows"),
    path(_FORM, central.form, name="form"),
    path(f"{_FORM}/submissions", central.submissions, name="submissions"),
    path(f"{_FORM}/submissions.csv.zip", central.submissions_zip, name="submissions-zip"),
    path(f"{_FORM}/submissions/<str:instance_id>.xml", central.submission_xml, name="answer-xml"),
    path(f"{_FORM}/submissions/<str:instance_id>", central.submission, name="answer"),
]
