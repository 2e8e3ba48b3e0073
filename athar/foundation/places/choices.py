from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RegionCode(TextChoices):
    """ISO 3166-2:SA; there is no SA-13."""

    RIYADH = "SA-01", _("Riyadh")
    MAKKAH = "SA-02", _("Makkah")
    MADINAH = "SA-03", _("Madinah")
    EASTERN = "SA-04", _("Eastern Province")
    QASSIM = "SA-05", _("Qassim")
    HAIL = "SA-06", _("Hail")
    TABUK = "SA-07", _("Tabuk")
    NORTHERN_BORDERS = "SA-08", _("Northern Borders")
    JAZAN = "SA-09", _("Jazan")
    NAJRAN = "SA-10", _("Najran")
    BAHAH = "SA-11", _("Al Bahah")
    JAWF = "SA-12", _("Al Jawf")
    ASIR = "SA-14", _("Asir")
