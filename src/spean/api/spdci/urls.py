"""Addresses of SPDCI, as its specification has them, below the address of this registry."""

from django.urls import path

from spean.api.spdci import views

app_name = "spdci"
urlpatterns = [
    path("search", views.search, name="search"),
    path("sync/search", views.sync_search, name="sync-search"),
    path("on-search", views.on_search, name="on-search"),
    path("subscribe", views.subscribe, name="subscribe"),
    path("on-subscribe", views.on_subscribe, name="on-subscribe"),
    path("unsubscribe", views.unsubscribe, name="unsubscribe"),
    path("on-unsubscribe", views.on_unsubscribe, name="on-unsubscribe"),
    path("notify", views.notify, name="notify"),
    path("txn/status", views.status, name="status"),
    path("sync/txn/status", views.sync_status, name="sync-status"),
    # Two drafts of the specification have two addresses for one thing.
    path("txn/on-status", views.on_status, name="txn-on-status"),
    path("on-status", views.on_status, name="on-status"),
]
