from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "spean.directory"
    label = "directory"
