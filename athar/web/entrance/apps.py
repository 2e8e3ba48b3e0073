from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "athar.web.entrance"
    label = "entrance"
    default_auto_field = "django.db.models.BigAutoField"
