from django.db import models
from django.utils.translation import gettext_lazy as _


class Zone(models.TextChoices):
    """Time zones that are offered; the association's own first."""

    RIYADH = "Asia/Riyadh", _("Riyadh, Kuwait, Manama, Doha")
    DUBAI = "Asia/Dubai", _("Dubai, Muscat")
    BAGHDAD = "Asia/Baghdad", _("Baghdad")
    AMMAN = "Asia/Amman", _("Amman, Damascus")
    BEIRUT = "Asia/Beirut", _("Beirut, Jerusalem")
    CAIRO = "Africa/Cairo", _("Cairo")
    KHARTOUM = "Africa/Khartoum", _("Khartoum")
    TUNIS = "Africa/Tunis", _("Tunis, Algiers")
    CASABLANCA = "Africa/Casablanca", _("Casablanca")
    ISTANBUL = "Europe/Istanbul", _("Istanbul")
    PARIS = "Europe/Paris", _("Paris, Berlin")
    LONDON = "Europe/London", _("London")
    NEW_YORK = "America/New_York", _("New York")
    CHICAGO = "America/Chicago", _("Chicago")
    LOS_ANGELES = "America/Los_Angeles", _("Los Angeles")
    KARACHI = "Asia/Karachi", _("Karachi")
    KOLKATA = "Asia/Kolkata", _("Delhi")
    DHAKA = "Asia/Dhaka", _("Dhaka")
    JAKARTA = "Asia/Jakarta", _("Jakarta")
    KUALA_LUMPUR = "Asia/Kuala_Lumpur", _("Kuala Lumpur, Manila")
    TOKYO = "Asia/Tokyo", _("Tokyo")
    SYDNEY = "Australia/Sydney", _("Sydney")
