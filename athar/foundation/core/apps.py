from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "athar.foundation.core"
    label = "core"
    verbose_name = _("Core")

    def ready(self) -> None:
        # Here and nowhere else do higher rooms hook themselves to lower ones.
        autodiscover_modules("subscriptions")
        from athar.foundation.core import alive  # noqa: F401 -- it listens from now on
