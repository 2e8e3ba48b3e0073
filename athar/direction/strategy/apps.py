from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "athar.direction.strategy"
    label = "strategy"
    default_auto_field = "django.db.models.BigAutoField"
