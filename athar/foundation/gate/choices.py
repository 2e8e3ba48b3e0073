"""Enumerations of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """What an access key opens, beyond what everybody may read."""

    RECORDS_READ = "records.read", _("Read records as your role sees people in them")
    RECORDS_ENTER = "records.enter", _("Enter records, which a second person then decides on")
    IMPORTS_READ = "imports.read", _("See how imports stand")
    IMPORTS_SEND = "imports.send", _("Send files of records to import")
    SEATS_OWN = "seats.own", _("Take seats in shifts and give them back, for yourself")
    SEATS_OTHERS = "seats.others", _("Take seats and give them back for others who take part")
    ATTENDANCE = "attendance.mark", _("Mark who came and went in shifts you are in charge of")
