from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "spean.accounts"
    label = "accounts"
