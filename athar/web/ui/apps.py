from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class UiConfig(AppConfig):
    name = "athar.web.ui"
    label = "ui"

    def ready(self) -> None:
        # Each face says what of it can be searched.
        autodiscover_modules("finding")
