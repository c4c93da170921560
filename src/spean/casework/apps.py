from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "spean.casework"
    label = "casework"
