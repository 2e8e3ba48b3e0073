import pgtrigger
from django.db import models
from django.db.models import F, Q


class Look(models.Model):
    """
    An administrator looked at the site as somebody with a role does, for half an hour at most, and could change nothing.

    ``until`` is when it ends by itself; ``ended_at`` when it was ended before that.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="looks")
    role = models.CharField(
        max_length=40, help_text="Code of a built-in role, or of one the association drew."
    )
    since = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_look_ends_after_it_begins",
                condition=Q(until__gt=F("since")) & (Q(ended_at=None) | Q(ended_at__gte=F("since"))),
            ),
        )
        triggers = (
            pgtrigger.Protect(name="a_look_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_look_changes_once_when_it_ends",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False)
                | ~pgtrigger.Q(old__since=pgtrigger.F("new__since"))
                | ~pgtrigger.Q(old__role=pgtrigger.F("new__role"))
                | ~pgtrigger.Q(old__until=pgtrigger.F("new__until"))
                | ~pgtrigger.Q(old__person=pgtrigger.F("new__person")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} as {self.role}, {self.since:%Y-%m-%d %H:%M}"
