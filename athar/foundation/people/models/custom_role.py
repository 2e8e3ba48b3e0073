import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language


@pghistory.track()
class CustomRole(models.Model):
    """
    A role the association drew itself: which places it sees, and what it may do there.

    ``places`` and ``acts`` are codes of the workspace's tables. Every change is a version, kept by trigger; a role
    that is ended stays, with whoever held it.
    """

    code = models.SlugField(max_length=40, unique=True)
    version = models.PositiveIntegerField(default=1)
    name_ar = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    description_ar = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=300, blank=True)
    places = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    acts = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    scoped = models.BooleanField(
        default=False, help_text="Given only within an organisation, an initiative or an edition."
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(name="a_custom_role_sees_something", condition=~Q(places=[])),
            models.CheckConstraint(name="a_custom_role_changes_for_a_reason", condition=~Q(reason="")),
        )

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name_ar

    @property
    def description(self) -> str:
        return self.description_en if get_language() == "en" else self.description_ar
