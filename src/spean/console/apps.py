from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "spean.console"
    label = "console"
