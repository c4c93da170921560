from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "spean.outreach"
    label = "outreach"
