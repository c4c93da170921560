"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.guidance import career, first_aid, peers

urlpatterns = [
    path("people/<uuid:person_id>/career/", career.career, name="career"),
    path("people/<uuid:person_id>/first-aid/", first_aid.first_aid, name="first_aid"),
    path("people/<uuid:person_id>/first-aid/new/", first_aid.write, name="first_aid_new"),
    path("groups/", peers.groups, name="peer_groups"),
    path("groups/new/", peers.new, name="peer_group_new"),
    path("groups/<uuid:group_id>/", peers.group, name="peer_group"),
    path("groups/<uuid:group_id>/change/", peers.edit, name="peer_group_edit"),
    path("groups/<uuid:group_id>/join/", peers.join, name="peer_join"),
    path("groups/<uuid:group_id>/meeting/", peers.meeting, name="peer_meeting"),
    path("members/<uuid:member_id>/leave/", peers.leave, name="peer_leave"),
]
