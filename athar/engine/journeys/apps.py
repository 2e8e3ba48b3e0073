from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JourneysConfig(AppConfig):
    name = "athar.engine.journeys"
    label = "journeys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What workflows may name, and what each room's things ask of one: registered as the modules are read.
        autodiscover_modules("guards", "effects", "workflows")
