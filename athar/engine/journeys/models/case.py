import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import get_language

from athar.engine.journeys.models.guarding import only_emptied
from athar.engine.journeys.models.workflow import VersionState

# A case moves by one event at a time, and the event stands before the case has moved.
MOVES_BY_AN_EVENT = """
    IF NEW.moves <> OLD.moves + 1 OR NOT EXISTS (
        SELECT 1 FROM journeys_event
        WHERE case_id = NEW.id AND number = NEW.moves AND source = OLD.state AND target = NEW.state
    ) THEN
        RAISE EXCEPTION 'a case moves by an event alone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class CaseQuerySet(models.QuerySet["Case"]):
    def going_on(self) -> "CaseQuerySet":
        return self.filter(ended_at=None)

    def undecided(self) -> "CaseQuerySet":
        """Those whose people take no part yet and wait for staff, whatever their workflow calls the state."""
        here = VersionState.objects.filter(version=OuterRef("version"), code=OuterRef("state"))
        return self.filter(Exists(here.filter(undecided=True)))


class Case(models.Model):
    """
    Somebody's way through a call: a person's, or a team's (an organisation of that kind).

    ``state`` is one of the workflow version's; ``moves`` counts the events that led there.
    """

    call = models.ForeignKey("journeys.Call", on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey("journeys.WorkflowVersion", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    team = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="cases"
    )
    state = models.CharField(max_length=40)
    moves = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ("begun_at", "pk")
        constraints = (
            models.CheckConstraint(
                name="a_case_is_a_persons_or_a_teams", condition=Q(person=None) ^ Q(team=None)
            ),
            models.UniqueConstraint(
                name="a_person_has_one_case_in_a_call_at_a_time",
                fields=["call", "person"], condition=Q(ended_at=None),
            ),
            models.UniqueConstraint(
                name="a_team_has_one_case_in_a_call_at_a_time", fields=["call", "team"], condition=Q(ended_at=None)
            ),
        )  # fmt: skip
        indexes = (models.Index(name="cases_by_state", fields=["call", "state"]),)
        triggers = (
            pgtrigger.Trigger(
                name="a_case_moves_by_an_event_alone",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state", "moves"),
                condition=pgtrigger.Q(old__state__df=pgtrigger.F("new__state"))
                | pgtrigger.Q(old__moves__df=pgtrigger.F("new__moves")),
                func=MOVES_BY_AN_EVENT,
            ),
        )

    def __str__(self) -> str:
        return f"C-{self.pk:06d}"

    @property
    def public_name(self) -> str:
        """What its state is called to whose case it is, in the language being spoken."""
        state = self.version.design.state_by_code[self.state]
        return state.public.en if get_language() == "en" else state.public.ar


class Event(models.Model):
    """
    A case moved. ``by``: None where nobody moved it but time.

    ``answers``: number of the revision of the answers that stood then; 0 where nothing was answered.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    transition = models.CharField(max_length=40)
    source = models.CharField(max_length=40)
    target = models.CharField(max_length=40)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("case", "number")
        constraints = (
            models.UniqueConstraint(name="events_of_a_case_are_numbered", fields=["case", "number"]),
        )
        triggers = (
            pgtrigger.Protect(name="an_event_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="an_event_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["reason"]),
            ),
            only_emptied("reason", "the_reason_of_an_event_is_at_most_emptied"),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.number}: {self.transition}"


class Answers(models.Model):
    """What was answered, in revisions that never change; reviews and decisions name the one they were made on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    revision = models.PositiveIntegerField()
    form = models.ForeignKey("journeys.FormVersion", on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("case", "-revision")
        constraints = (
            models.UniqueConstraint(name="revisions_of_answers_are_numbered", fields=["case", "revision"]),
        )
        triggers = (
            pgtrigger.Protect(name="a_revision_of_answers_never_changes", operation=pgtrigger.Update),
        )

    def __str__(self) -> str:
        return f"{self.case} r{self.revision}"
