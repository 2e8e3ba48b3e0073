from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "athar.web.api"
    label = "api"
