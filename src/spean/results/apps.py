from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "spean.results"
    label = "results"
