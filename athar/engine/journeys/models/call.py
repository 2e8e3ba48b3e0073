from datetime import datetime

import pghistory
from django.db import models
from django.db.models import F, Q

from athar.engine.journeys.choices import Part, Takes
from athar.engine.register.models import Named


class CallQuerySet(models.QuerySet["Call"]):
    def open(self, *, at: datetime) -> "CallQuerySet":
        return self.filter(Q(closes_at=None) | Q(closes_at__gt=at), opens_at__lte=at)


@pghistory.track()
class Call(Named):
    """
    An edition asks for people or teams, for a time. ``part``: in what role those take part who are taken.
    ``organisation``: the body whose own call it is, and whose people move its cases beside those of the edition.

    New cases begin on ``workflow`` and answer ``form``; a case keeps the versions it began on.
    """

    edition = models.ForeignKey("register.Edition", on_delete=models.PROTECT, related_name="calls")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="calls"
    )
    code = models.SlugField(max_length=60, unique=True)
    takes = models.CharField(max_length=6, choices=Takes)
    part = models.CharField(max_length=12, choices=Part)
    workflow = models.ForeignKey("journeys.WorkflowVersion", on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(
        "journeys.FormVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("opens_at", "code")
        constraints = (
            models.CheckConstraint(
                name="a_call_closes_after_it_opens",
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
        )

    def is_open(self, *, at: datetime) -> bool:
        return self.opens_at <= at and (self.closes_at is None or at < self.closes_at)
