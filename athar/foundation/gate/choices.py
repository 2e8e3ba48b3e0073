"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What an access key opens, beyond what everybody may read."""

    RECORDS_READ = "records.read", _("Read records as your role sees people in them")
    RECORDS_ENTER = "records.enter", _("Enter records, which a second person then decides on")
    IMPORTS_READ = "imports.read", _("See how imports stand")
