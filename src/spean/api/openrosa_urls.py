"""OpenRosa addresses; a centre's own come first with its code."""

from django.urls import path

from spean.api import openrosa

app_name = "openrosa"
urlpatterns = [
    path("formList", openrosa.form_list, name="form-list"),
    path("submission", openrosa.submission, name="submission"),
    path("forms/<uuid:version_id>.xml", openrosa.form, name="form"),
    path("forms/<uuid:version_id>/manifest", openrosa.manifest, name="manifest"),
    path("forms/<uuid:version_id>/media/<str:name>", openrosa.media, name="media"),
    path("<slug:centre>/formList", openrosa.form_list, name="form-list-of-centre"),
    path("<slug:centre>/submission", openrosa.submission, name="submission-of-centre"),
]
