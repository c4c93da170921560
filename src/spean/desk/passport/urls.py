"""Addresses of this part of the desk."""

from django.urls import path

from spean.desk.passport import views

urlpatterns = [
    path("people/<uuid:person_id>/", views.passport, name="passport"),
    path("people/<uuid:person_id>/agree/", views.agree, name="passport_agree"),
    path("people/<uuid:person_id>/cv.pdf", views.paper, name="passport_paper"),
    path("people/<uuid:person_id>/cv.json", views.resume, name="passport_resume"),
    path("people/<uuid:person_id>/link/", views.link, name="passport_link"),
    path("links/<uuid:passport_link_id>/end/", views.end_link, name="passport_link_end"),
]
