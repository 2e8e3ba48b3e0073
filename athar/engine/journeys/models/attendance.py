import pgtrigger
from django.db import models
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Q

from athar.engine.journeys.models.guarding import only_emptied

# Between our clock and a device's, the time on the way included.
DIFFERENCE = ExpressionWrapper(F("arrived_at") - F("sent_at"), output_field=DurationField())


class Device(models.Model):
    """
    A phone that marks who comes and goes, without a network where need be.

    :ivar key: the public key of what it signs its sendings with: P-256, as SubjectPublicKeyInfo in DER.
    :ivar lost_at: since when it is reported lost; what arrives from it afterwards is doubted.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="devices")
    name = models.CharField(max_length=80)
    key = models.BinaryField(max_length=200)
    registered_at = models.DateTimeField()
    lost_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("person", "registered_at")
        constraints = (models.UniqueConstraint(name="a_key_is_of_one_device", fields=["key"]),)

    def __str__(self) -> str:
        return self.name


class Sending(models.Model):
    """A device sent what it had: when, by its own clock and by ours. How wrong its clock ran is read from those around a session."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="sendings")
    sent_at = models.DateTimeField()
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ("device", "arrived_at")
        triggers = (pgtrigger.Protect(name="a_sending_stays", operation=pgtrigger.Delete | pgtrigger.Update),)

    def __str__(self) -> str:
        return f"{self.device_id}: {self.sent_at}"


class MarkQuerySet(models.QuerySet["AttendanceMark"]):
    def unstated(self) -> "MarkQuerySet":
        """Of those of whom nobody in charge said anything: a statement stands above marks."""
        return self.filter(
            ~Exists(Statement.objects.filter(session=OuterRef("session"), person=OuterRef("person")))
        )


class AttendanceMark(models.Model):
    """
    Somebody came or went. Append-only; the same nonce is the same mark, however often it is sent.

    :ivar at: by the clock of the device; by ours where there is no device.
    :ivar shown_at: the moment for which the code that was shown is made; None: somebody was chosen from a list.
    :ivar proven: whether that code is the person's.
    """

    nonce = models.UUIDField(unique=True)
    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="marks")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="marks")
    leaves = models.BooleanField()
    at = models.DateTimeField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="marks")
    shown_at = models.DateTimeField(null=True)
    proven = models.BooleanField(default=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()

    objects = MarkQuerySet.as_manager()

    class Meta:
        ordering = ("session", "person", "at")
        indexes = (models.Index(name="marks_of_a_session", fields=["session", "person"]),)
        triggers = (pgtrigger.Protect(name="a_mark_stays", operation=pgtrigger.Delete | pgtrigger.Update),)

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id} {'-' if self.leaves else '+'}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def standing(self) -> "StatementQuerySet":
        """The last one of each person at each session."""
        newer = Statement.objects.filter(
            session=OuterRef("session"), person=OuterRef("person"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))


class Statement(models.Model):
    """
    What somebody in charge says of a person's attendance, where marks do not tell it: from paper, or after a doubt.

    The last one stands. Neither ``came_at`` nor ``left_at``: the person was not there.
    """

    session = models.ForeignKey("journeys.Session", on_delete=models.PROTECT, related_name="statements")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="statements")
    came_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ("session", "person", "at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_statement_has_both_ends_or_none",
                condition=Q(came_at=None, left_at=None) | Q(left_at__gt=F("came_at")),
            ),
            models.CheckConstraint(
                name="nobody_states_their_own_attendance", condition=~Q(person=F("by"))
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.Protect(name="a_statement_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="a_statement_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["reason"]),
            ),
            only_emptied("reason", "the_reason_of_a_statement_is_at_most_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.person_id}"
