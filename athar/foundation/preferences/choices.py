from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ARABIC = "ar", "العربية"
    ENGLISH = "en", "English"


class Digits(models.TextChoices):
    LATIN = "latin", _("72,347 (Latin)")
    ARABIC = "arabic", _("٧٢٬٣٤٧ (Arabic-Indic)")


class Calendar(models.TextChoices):
    """Which calendar a day is told in first; where there is room, the other follows."""

    GREGORIAN = "gregorian", _("Gregorian first")
    HIJRI = "hijri", _("Hijri first")


class Theme(models.TextChoices):
    SYSTEM = "system", _("As the device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
