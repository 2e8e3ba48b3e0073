from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PreferencesConfig(AppConfig):
    name = "athar.foundation.preferences"
    label = "preferences"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Preferences")
