"""What of persons this room holds: certificates of their hours and their cards, which go with them."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural

TABLES = (
    Table(
        "credentials.HoursCertificate", _("Certificates of hours"), "participation", "person",
        (
            Part("person", Fate.DELETE, behavioural(
                person=_("Whose"), code=_("Code"), hours=_("Hours"), positions=_("Records it rests on"), first_on=_("From"), last_on=_("To"),
                issued_at=_("Made at"), ended_at=_("Withdrawn at"),
            )),
        ),
        "id",
    ),
    Table(
        "credentials.VolunteerCard", _("Volunteers’ cards"), "participation", "person",
        (
            Part("person", Fate.DELETE, behavioural(
                person=_("Whose"), code=_("Code"), shows_name=_("Shows the name"), shows_hours=_("Shows the hours"), since=_("Made at"),
                ended_at=_("Withdrawn at"),
            )),
        ),
        "id",
    ),
)  # fmt: skip
