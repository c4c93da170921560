from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "spean.desk"
    label = "desk"
