from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "spean.jobs"
    label = "jobs"
