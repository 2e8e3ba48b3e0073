import pgtrigger
from django.db import models
from django.db.models import Count, F, Q

from athar.initiatives.volunteering.choices import GroupEnding, GroupState, GroupVerdict

FEWEST = 2  # people; one alone is no group

JOINED = Count("hold__seats", filter=Q(hold__seats__seat__released_at=None))


class GroupQuerySet(models.QuerySet["Group"]):
    def waiting(self) -> "GroupQuerySet":
        """Nobody decided about them yet."""
        return self.filter(verdict="", ending="")

    def in_state(self, state: GroupState) -> "GroupQuerySet":
        if state is GroupState.WAITING:
            return self.waiting()
        if state in GroupVerdict.values:
            return self.filter(verdict=state, ending="")
        return self.filter(ending=state)

    def with_numbers(self) -> "GroupQuerySet":
        """Each with ``joined``: how many of it have a seat now."""
        return self.annotate(joined=JOINED)


class Group(models.Model):
    """
    Somebody asks for seats in a shift for a group whose members come later, each by themselves.

    :ivar organisation: for which its leader coordinates; empty: a team of their own.
    :ivar hold: the seats that are kept for it, once it is accepted.
    :ivar link: which link to it is good; another number ends the one before.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="groups")
    leader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="groups_led")
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="groups"
    )
    name = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField()
    verdict = models.CharField(max_length=8, choices=GroupVerdict, blank=True)
    decided_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    hold = models.OneToOneField(
        "journeys.Hold", on_delete=models.PROTECT, null=True, blank=True, related_name="group"
    )
    link = models.PositiveSmallIntegerField(default=1)
    ending = models.CharField(max_length=9, choices=GroupEnding, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                name="a_leader_has_one_group_in_a_shift_at_a_time", fields=["session", "leader"],
                condition=Q(ending="") & ~Q(verdict=GroupVerdict.REJECTED),
            ),
            models.CheckConstraint(name="a_group_is_two_at_least", condition=Q(size__gte=FEWEST)),
            models.CheckConstraint(
                name="a_group_is_decided_about_by_somebody_else",
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | (~Q(verdict="") & Q(decided_at__isnull=False) & ~Q(decided_by=F("leader"))),
            ),
            models.CheckConstraint(
                name="seats_are_held_for_an_accepted_group", condition=Q(verdict=GroupVerdict.ACCEPTED) ^ Q(hold=None)
            ),
            models.CheckConstraint(
                name="a_group_ends_at_a_moment", condition=Q(ending="") ^ Q(ended_at__isnull=False)
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(name="a_group_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_group_ends_once", operation=pgtrigger.UpdateOf("ending"), condition=~pgtrigger.Q(old__ending="")
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name or f"G-{self.pk:06d}"  # the name goes when its leader is erased

    @property
    def state(self) -> GroupState:
        """How it stands, in a word."""
        if self.ending:
            return GroupState(self.ending)
        return GroupState(self.verdict or GroupState.WAITING)

    @property
    def is_held(self) -> bool:
        return self.state is GroupState.ACCEPTED
