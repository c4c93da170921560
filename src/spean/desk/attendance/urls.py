"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.attendance.views import after, days, ending, stipends, testing

urlpatterns = [
    path("", days.classes, name="classes"),
    path("stipends/late/", stipends.late, name="stipends_late"),
    path("stipends/<uuid:payment_id>/receipt/", stipends.receipt, name="stipend_receipt"),
    path("later/", after.traces, name="traces"),
    path("providers/", after.providers, name="providers"),
    path("questions/<uuid:question_id>/shelf/", testing.shelve, name="class_question_shelf"),
    path("people/<uuid:enrolment_id>/talk/", ending.talk, name="class_talk"),
    path("people/<uuid:enrolment_id>/stipend/", stipends.pay, name="stipend_pay"),
    path("people/<uuid:enrolment_id>/test/", testing.take, name="class_test"),
    path("people/<uuid:enrolment_id>/later/", after.trace, name="trace"),
    path("<uuid:course_id>/", days.one_class, name="class"),
    path("<uuid:course_id>/day/", days.day, name="class_day"),
    path("<uuid:course_id>/tally/", days.tally, name="class_tally"),
    path("<uuid:course_id>/stipends/", stipends.of_course, name="class_stipends"),
    path("<uuid:course_id>/questions/", testing.questions, name="class_questions"),
    path("<uuid:course_id>/complete/", ending.complete, name="class_complete"),
]
