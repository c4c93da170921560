from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "spean.core"
    label = "core"
