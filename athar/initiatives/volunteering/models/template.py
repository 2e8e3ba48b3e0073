from django.db import models
from django.db.models import Q

from athar.engine.register.models import Named
from athar.initiatives.volunteering.fields import speaks_of_a_shift


class MessageTemplate(Named):
    """
    A text of an organisation to start messages from, in both languages, with fields in braces.

    What was sent from it stays as it was sent. ``withdrawn_at``: since when nobody starts from it any more.
    """

    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, related_name="message_templates"
    )
    text_ar = models.CharField(max_length=600)
    text_en = models.CharField(max_length=600)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("name_ar", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_template_has_its_name_in_its_organisation",
                fields=["organisation", "name_ar"],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="a_template_is_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None) ^ Q(withdrawn_by__isnull=False),
            ),
        )

    @property
    def of_shift(self) -> bool:
        """Whether only a message about one shift can fill its fields."""
        return speaks_of_a_shift(self.text_ar) or speaks_of_a_shift(self.text_en)
