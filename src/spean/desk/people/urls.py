"""Addresses of people's pages."""

from django.urls import path

from spean.desk.people.views import (
    consent,
    duplicates,
    edit,
    find,
    journey,
    people_list,
    person,
    register,
    registry,
    unassigned,
)

urlpatterns = [
    path("", people_list.people, name="people"),
    path("find/area/", find.find_area, name="find_area"),
    path("find/occupation/", find.find_occupation, name="find_occupation"),
    path("find/tasks/", find.find_tasks, name="find_tasks"),
    path("register/", register.register, name="register"),
    path("register/<uuid:draft_id>/same/", register.register_same, name="register_same"),
    path("register/<uuid:draft_id>/discard/", register.register_discard, name="register_discard"),
    path("register/<uuid:draft_id>/<slug:step>/", register.register_step, name="register_step"),
    path(
        "register/<uuid:draft_id>/<slug:step>/keep/", register.register_keep, name="register_keep"
    ),
    path("unassigned/", unassigned.unassigned, name="people_unassigned"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:suspicion_id>/", duplicates.suspicion, name="suspicion"),
    path("duplicates/merges/<uuid:merge_id>/undo/", duplicates.merge_undo, name="merge_undo"),
    path("<uuid:person_id>/", person.person, name="person"),
    path("<uuid:person_id>/history/", person.history, name="history"),
    path("<uuid:person_id>/sensitive/", person.sensitive, name="sensitive"),
    path("<uuid:person_id>/sensitive/edit/", person.sensitive_edit, name="sensitive_edit"),
    path("<uuid:person_id>/registry/", registry.registry_ask, name="registry_ask"),
    path("<uuid:person_id>/registry/more/", registry.registry_more, name="registry_more"),
    path("<uuid:person_id>/assign/", person.assign, name="assign"),
    path("<uuid:person_id>/consent/", consent.consent, name="consent"),
    path("<uuid:person_id>/consent/withdraw/", consent.consent_withdraw, name="consent_withdraw"),
    path("<uuid:person_id>/returns/new/", journey.return_new, name="return_new"),
    path("<uuid:person_id>/returns/<uuid:return_id>/", journey.return_edit, name="return_edit"),
    path(
        "<uuid:person_id>/returns/<uuid:return_id>/remove/",
        journey.return_remove,
        name="return_remove",
    ),
    path(
        "<uuid:person_id>/returns/<uuid:return_id>/jobs/new/",
        journey.job_abroad_new,
        name="job_abroad_new",
    ),
    path("<uuid:person_id>/jobs-abroad/<uuid:job_id>/", journey.job_abroad, name="job_abroad"),
    path(
        "<uuid:person_id>/jobs-abroad/<uuid:job_id>/remove/",
        journey.job_abroad_remove,
        name="job_abroad_remove",
    ),
    path("<uuid:person_id>/edit/<slug:section>/", edit.person_edit, name="person_edit"),
    path("<uuid:person_id>/items/<slug:kind>/new/", edit.item_new, name="item_new"),
    path("<uuid:person_id>/items/<slug:kind>/<uuid:item_id>/", edit.item_edit, name="item_edit"),
    path(
        "<uuid:person_id>/items/<slug:kind>/<uuid:item_id>/remove/",
        edit.item_remove,
        name="item_remove",
    ),
]
