from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "athar.web.ui"
    label = "ui"
