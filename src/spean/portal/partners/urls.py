"""Addresses a partner opens by a link of its own."""

from django.urls import path

from spean.portal.partners import views

urlpatterns = [
    path("r/<str:token>/", views.referral, name="referral"),
    path("r/<str:token>/<uuid:paper_id>/", views.paper, name="referral_paper"),
]
