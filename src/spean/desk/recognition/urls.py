"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.recognition.views import (
    applying,
    booking,
    doing,
    judging,
    listing,
    proof,
    reading,
    registering,
    translating,
)

urlpatterns = [
    path("", listing.recognitions, name="recognitions"),
    path("late/", listing.late, name="recognitions_late"),
    path("day/", judging.assessor_day, name="assessor_day"),
    path("assessors/", registering.assessors, name="assessors"),
    path("assessors/new/", registering.assessor_new, name="assessor_new"),
    path("assessors/<uuid:assessor_id>/", registering.assessor, name="assessor"),
    path("people/<uuid:person_id>/", applying.recognition_new, name="recognition_new"),
    path("people/<uuid:person_id>/units/", translating.units_told, name="units_told"),
    path("people/<uuid:person_id>/pictures/", translating.units_shown, name="units_shown"),
    path(
        "people/<uuid:person_id>/units/confirm/",
        translating.units_confirmed,
        name="units_confirmed",
    ),
    path("wages/<uuid:wage_id>/", doing.wage, name="recognition_wage"),
    path("proof/<uuid:evidence_id>/", proof.opened, name="evidence"),
    path("proof/<uuid:evidence_id>/check/", proof.check, name="evidence_check"),
    path("proof/<uuid:evidence_id>/remove/", proof.remove, name="evidence_remove"),
    path("<uuid:recognition_id>/", reading.recognition, name="recognition"),
    path("<uuid:recognition_id>/tasks/", doing.tasks, name="recognition_tasks"),
    path("<uuid:recognition_id>/proof/", proof.portfolio, name="recognition_proof"),
    path("<uuid:recognition_id>/review/", doing.review, name="recognition_review"),
    path("<uuid:recognition_id>/day/", booking.book, name="recognition_book"),
    path("<uuid:recognition_id>/day/free/", booking.free, name="recognition_free"),
    path("<uuid:recognition_id>/tie/", booking.tie, name="recognition_tie"),
    path("<uuid:recognition_id>/results/", judging.results, name="recognition_results"),
    path("<uuid:recognition_id>/agree/", judging.agree, name="recognition_agree"),
    path("<uuid:recognition_id>/appeal/", doing.appeal, name="recognition_appeal"),
    path("<uuid:recognition_id>/withdraw/", doing.withdraw, name="recognition_withdraw"),
]
