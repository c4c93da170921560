from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "spean.surveys"
    label = "surveys"
