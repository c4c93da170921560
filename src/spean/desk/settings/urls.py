"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.settings.views import centres, evacuations, home, postings, registries, trail, users

urlpatterns = [
    path("", home.settings, name="settings"),
    path("me/", home.profile, name="profile"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new, name="user_new"),
    path("users/<uuid:user_id>/", users.user, name="user"),
    path("users/<uuid:user_id>/shut-out/", users.shut_out, name="user_shut_out"),
    path("users/<uuid:user_id>/let-in/", users.let_in, name="user_let_in"),
    path("users/<uuid:user_id>/password/", users.new_password, name="user_password"),
    path("users/<uuid:user_id>/code/", users.forget_code, name="user_second_factor"),
    path("users/<uuid:user_id>/posting/", postings.new, name="posting_new"),
    path("postings/<uuid:posting_id>/end/", postings.end, name="posting_end"),
    path("centres/", centres.centres, name="centres"),
    path("centres/new/", centres.new, name="centre_new"),
    path("centres/<uuid:centre_id>/", centres.centre, name="centre"),
    path("centres/<uuid:centre_id>/elsewhere/", evacuations.evacuate, name="centre_evacuate"),
    path("centres/<uuid:centre_id>/elsewhere/end/", evacuations.end, name="centre_return"),
    path("registries/", registries.registries, name="registries"),
    path("registries/new/", registries.new, name="registry_new"),
    path("registries/key/", registries.own_key, name="registry_own_key"),
    path("registries/<uuid:peer_id>/", registries.registry, name="registry"),
    path("registries/<uuid:peer_id>/end-key/", registries.key_end, name="registry_key_end"),
    path("audit/", trail.trail, name="audit"),
]
