"""Addresses an employer opens by a link of his own."""

from django.urls import path

from spean.portal.employers import views

urlpatterns = [path("e/<str:token>/", views.answer, name="answer")]
