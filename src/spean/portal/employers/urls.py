"""Addresses an employer opens by a link of his own."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
