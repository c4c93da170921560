"""The staff's pages, all under /desk/. Names are flat: `desk:person`, `desk:vacancy`, …"""

from django.urls import include, path

app_name = "desk"
urlpatterns = [
    path("", include("spean.desk.today.urls")),
    path("people/", include("spean.desk.people.urls")),
    path("cases/", include("spean.desk.cases.urls")),
    path("referrals/", include("spean.desk.referrals.urls")),
    path("guidance/", include("spean.desk.guidance.urls")),
    path("recognition/", include("spean.desk.recognition.urls")),
    path("attendance/", include("spean.desk.attendance.urls")),
    path("day/", include("spean.desk.day.urls")),
    path("jobs/", include("spean.desk.jobs.urls")),
    path("skills/", include("spean.desk.courses.urls")),
    path("imports/", include("spean.desk.imports.urls")),
    path("questionnaires/", include("spean.desk.questionnaires.urls")),
    path("passport/", include("spean.desk.passport.urls")),
    path("services/", include("spean.desk.services.urls")),
    path("certificates/", include("spean.desk.certificates.urls")),
    path("results/", include("spean.desk.results.urls")),
    path("enterprise/", include("spean.desk.enterprise.urls")),
    path("standards/", include("spean.desk.standards.urls")),
    path("rules/", include("spean.desk.law.urls")),
    path("settings/", include("spean.desk.settings.urls")),
]
