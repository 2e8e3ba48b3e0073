from datetime import datetime, timedelta

import pgtrigger
from django.db import models
from django.db.models import F, Q

from athar.engine.journeys.models.guarding import changed
from athar.initiatives.volunteering.choices import KudosReason

RETURNABLE = timedelta(days=2)  # how long whoever thanked may take it back
LONGEST = 280  # characters of a note


class Kudos(models.Model):
    """
    Whoever was in charge of a shift thanks somebody who was there.

    :ivar words: what else they say, if they like; plain text.
    :ivar on_passport: whether whoever was thanked shows it on their passport.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="kudos")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="kudos")
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=11, choices=KudosReason)
    words = models.CharField(max_length=LONGEST, blank=True)
    on_passport = models.BooleanField(default=False)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="somebody_thanks_a_person_once_a_shift", fields=["session", "person", "by"]
            ),
            models.CheckConstraint(name="nobody_thanks_themselves", condition=~Q(by=F("person"))),
        )
        triggers = (
            pgtrigger.Protect(
                name="thanks_stay_as_they_were_said",
                operation=pgtrigger.Update,
                condition=changed("session_id", "person_id", "by_id", "at", "reason", "words"),
            ),
        )

    def __str__(self) -> str:
        return str(self.get_reason_display())

    def may_be_taken_back(self, *, at: datetime) -> bool:
        return at < self.at + RETURNABLE
