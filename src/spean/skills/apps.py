from django.apps import AppConfig


class SkillsConfig(AppConfig):
    name = "spean.skills"
    label = "skills"
