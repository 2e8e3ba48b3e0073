import pgtrigger
from django.db import models

from athar.foundation.people.choices import Sensitive


class SensitiveRead(models.Model):
    """
    Somebody with work here read something that deserves care: who, whom, what, when, from which page, in what role.

    ``page``: the name of the address, and ``path`` without its query, in which a name may stand. ``about`` is what was
    read where it belongs to no person's row, such as a line of a delivered file.
    """

    reader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    roles = models.CharField(max_length=300)
    subject = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="sensitive_reads"
    )
    about = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, choices=Sensitive)
    page = models.CharField(max_length=80)
    path = models.CharField(max_length=300)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                name="a_read_is_about_somebody_or_something",
                condition=models.Q(subject__isnull=False) | ~models.Q(about=""),
            ),
            models.CheckConstraint(
                name="reading_about_oneself_leaves_no_line", condition=~models.Q(reader=models.F("subject"))
            ),
        )
        triggers = (
            pgtrigger.Protect(
                name="sensitive_reads_are_a_log", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return (
            f"{self.reader_id} read {self.kind} of {self.subject_id or self.about}, {self.at:%Y-%m-%d %H:%M}"
        )
