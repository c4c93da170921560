"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.courses.views import acting, applying, listing, planning, seats

urlpatterns = [
    path("", listing.skills_home, name="skills_home"),
    path("demand/", listing.demand, name="training_demand"),
    path("courses/", listing.courses, name="courses"),
    path("courses/new/", planning.new, name="course_new"),
    path("courses/<uuid:course_id>/", listing.course, name="course"),
    path("courses/<uuid:course_id>/edit/", planning.edit, name="course_edit"),
    path("courses/<uuid:course_id>/open/", acting.open_it, name="course_open"),
    path("courses/<uuid:course_id>/begin/", acting.begin, name="course_begin"),
    path("courses/<uuid:course_id>/everybody/", acting.everybody, name="course_everybody"),
    path("courses/<uuid:course_id>/end/", acting.end, name="course_end"),
    path("courses/<uuid:course_id>/cancel/", acting.cancel, name="course_cancel"),
    path("courses/<uuid:course_id>/promise/", acting.promise, name="course_promise"),
    path("courses/<uuid:course_id>/close/", seats.close, name="course_close"),
    path("courses/<uuid:course_id>/seats/", seats.give, name="course_seats"),
    path("courses/<uuid:course_id>/paper/", seats.paper, name="course_paper"),
    path("promises/<uuid:promise_id>/gone/", acting.promise_gone, name="course_promise_gone"),
    path("people/<uuid:person_id>/courses/<uuid:course_id>/", applying.apply, name="course_apply"),
    path("enrolments/<uuid:enrolment_id>/slip/", applying.slip, name="enrolment_slip"),
    path("enrolments/<uuid:enrolment_id>/back/", applying.give_back, name="enrolment_back"),
    path("enrolments/<uuid:enrolment_id>/enrol/", applying.takes_part, name="enrolment_enrol"),
]
