from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "spean.people"
    label = "people"
