from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "athar.web.portal"
    label = "portal"
