from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GateConfig(AppConfig):
    name = "athar.foundation.gate"
    label = "gate"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Gate")
