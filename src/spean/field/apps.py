from django.apps import AppConfig


class FieldConfig(AppConfig):
    name = "spean.field"
    label = "field"
