from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "spean.portal"
    label = "portal"
