"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.law.views import deciding, drafting, reading

urlpatterns = [
    path("", reading.rules, name="rules"),
    path("<uuid:subject_id>/", reading.rule, name="rule"),
    path("<uuid:subject_id>/new/", drafting.new, name="rule_new"),
    path("drafts/<uuid:rule_id>/", deciding.draft, name="rule_draft"),
    path("drafts/<uuid:rule_id>/change/", drafting.change, name="rule_change"),
    path("drafts/<uuid:rule_id>/try/", deciding.try_out, name="rule_try"),
    path("drafts/<uuid:rule_id>/publish/", deciding.publish, name="rule_publish"),
    path("drafts/<uuid:rule_id>/turn-down/", deciding.turn_down, name="rule_turn_down"),
]
