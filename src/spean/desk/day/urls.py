"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.day.views import appointments, beginnings, queue

urlpatterns = [
    path("", appointments.appointments, name="appointments"),
    path("people/<uuid:person_id>/", appointments.new, name="appointment_new"),
    path("appointments/<uuid:appointment_id>/", appointments.appointment, name="appointment"),
    path("appointments/<uuid:appointment_id>/move/", appointments.move, name="appointment_move"),
    path("appointments/<uuid:appointment_id>/slip/", appointments.slip, name="appointment_slip"),
    path("appointments/<uuid:appointment_id>/here/", queue.here, name="appointment_here"),
    path("queue/", queue.queue, name="queue"),
    path("queue/next/", queue.call, name="queue_next"),
    path("queue/number/", queue.take, name="ticket_new"),
    path("people/<uuid:person_id>/number/", queue.take_for, name="ticket_for"),
    path("tickets/<uuid:ticket_id>/", queue.slip, name="ticket_slip"),
    path("tickets/<uuid:ticket_id>/move/", queue.move, name="ticket_move"),
    path("beginnings/", beginnings.beginnings, name="beginnings"),
    path("beginnings/new/", beginnings.new, name="beginning_new"),
    path("beginnings/<uuid:beginning_id>/", beginnings.edit, name="beginning"),
    path("beginnings/<uuid:beginning_id>/shelf/", beginnings.shelve, name="beginning_shelf"),
]
