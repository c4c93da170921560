"""Addresses of the public's pages."""

from django.urls import include, path

from spean.portal import certificates, complaints, courses, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("about/", views.about, name="about"),
    path("complain/", complaints.complain, name="complain"),
    path("complain/number/", complaints.asked_again, name="complain_status"),
    path("courses/", courses.courses, name="courses"),
    path("courses/<uuid:course_id>/", courses.course, name="course"),
    path("courses/<uuid:course_id>/selection.json", courses.selection, name="course_selection"),
    path("check/", certificates.check, name="check"),
    path("credentials/status/<uuid:key_id>", certificates.status, name="status_credential"),
    path("calendar/", views.elsewhere, name="elsewhere"),
    path("", include("spean.portal.employers.urls")),
    path("", include("spean.portal.partners.urls")),
    path("", include("spean.portal.passports.urls")),
]
