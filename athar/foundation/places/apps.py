from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "athar.foundation.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Places")
