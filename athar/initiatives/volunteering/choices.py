"""Enumerations of this room."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SESSION = "session-"  # how records name a session; its key follows


class Level(TextChoices):
    """Of what somebody does, after the national classification of volunteering opportunities."""

    GENERAL = "general", _("General")
    SKILLED = "skilled", _("Skilled")
    PROFESSIONAL = "professional", _("Professional")


class Field(TextChoices):
    """Where volunteers serve."""

    FOOD = "food", _("Food and iftar")
    PILGRIMS = "pilgrims", _("Serving pilgrims")
    HEALTH = "health", _("Health")
    EDUCATION = "education", _("Education and training")
    ENVIRONMENT = "environment", _("Environment")
    CULTURE = "culture", _("Culture and heritage")
    TECHNOLOGY = "technology", _("Technology")
    EVENTS = "events", _("Organising events")
    CARE = "care", _("Social care")
    RELIEF = "relief", _("Relief and safety")


class Choosing(TextChoices):
    """How somebody comes to take part."""

    OPEN = "open", _("Whoever meets the conditions takes part at once")
    CHOSEN = "chosen", _("People apply and are chosen")


class State(TextChoices):
    """How far an opportunity is."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", pgettext_lazy("opportunity", "Published")
    CLOSED = "closed", _("Closed")
    EVALUATED = "evaluated", _("Evaluated")


class Asking(TextChoices):
    """Of what kind a question to whoever signs up is."""

    SHORT = "short", _("Short text")
    LONG = "long", _("Long text")
    ONE = "one", _("One of several options")
    SEVERAL = "several", _("Any of several options")
    YES_NO = "yes_no", _("Yes or no")
    NUMBER = "number", _("Number")
    DAY = "day", _("Day")


class GuardianAnswer(TextChoices):
    """What a guardian said to a minor who asked."""

    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")


class Lead(TextChoices):
    """How long before a shift whoever has a seat is reminded."""

    DAY = "day", _("The day before")
    HOURS = "hours", _("Two hours before")


class Unseen(TextChoices):
    """What was not seen of somebody at a shift that is over."""

    COMING = "coming", _("Not seen to come")
    GOING = "going", _("Seen to come, not to go")


class Word(TextChoices):
    """What somebody says of a shift at which they were not seen to come, or to go."""

    CAME = "came", _("I was there")
    PREVENTED = "prevented", _("I could not come")
    FORGOT = "forgot", _("I went without being marked")


class Selection(TextChoices):
    """To whom of an opportunity, or of one shift of it, a message goes."""

    COMING = "coming", _("Who has a seat to come")
    CHECKED_IN = "checked_in", _("Who came")
    MISSING = "missing", _("Who has a seat and was not seen to come")
    WAITING = "waiting", _("Who waits for a seat")
    APPLIED = "applied", _("Who applied and waits for a decision")
    CHOSEN = "chosen", _("Who takes part")
    ALL = "all", _("Everybody of these")


class Outcome(TextChoices):
    """What became of a message to one of those it was for."""

    WAITING = "waiting", _("Not delivered yet")
    TOLD = "told", _("Told")
    ERASED = "erased", _("Their data is erased")
    NO_CONSENT = "no_consent", _("Did not agree to be contacted")
    NO_ACCOUNT = "no_account", _("Has no account here to read it with")
    UNWANTED = "unwanted", _("Chose not to be told such things")


class HandoverEnding(TextChoices):
    """What became of a seat that somebody offered to others."""

    TAKEN = "taken", _("Somebody took it over")
    WITHDRAWN = "withdrawn", _("Taken back")


class GroupVerdict(TextChoices):
    """What was decided about a group that asks for seats."""

    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", pgettext_lazy("group", "Rejected")


class GroupState(TextChoices):
    """How a group stands."""

    WAITING = "waiting", pgettext_lazy("group", "Waits for a decision")
    ACCEPTED = "accepted", _("Seats are kept")
    REJECTED = "rejected", pgettext_lazy("group", "Rejected")
    WITHDRAWN = "withdrawn", _("Given up by its leader")
    RELEASED = "released", _("Ended by the organisers")
    EXPIRED = "expired", _("Time was up")
    CANCELLED = "cancelled", _("The shift does not take place")


class GroupEnding(TextChoices):
    """Why a group asks for no seats any more, or none are kept for it: the states of one that ended."""

    WITHDRAWN = "withdrawn", GroupState.WITHDRAWN.label
    RELEASED = "released", GroupState.RELEASED.label
    EXPIRED = "expired", GroupState.EXPIRED.label
    CANCELLED = "cancelled", GroupState.CANCELLED.label


class Severity(TextChoices):
    """
    How grave an injury or illness was, by the treatment it took.

    First aid apart from medical treatment, and that apart from being admitted to hospital, as records of injuries at work
    tell them apart (ILO, Code of practice on recording and notification of occupational accidents and diseases, 1996; what
    counts as first aid: 29 CFR 1904.7(b)(5)(ii), being admitted: 1904.39).
    """

    FIRST_AID = "first_aid", _("First aid was enough")
    DOCTOR = "doctor", _("A doctor is needed")
    HOSPITAL = "hospital", _("Admitted to hospital")
    EMERGENCY = "emergency", _("Danger to life")


class BodyPart(TextChoices):
    """
    What of the body was hurt: the groups of the international classification.

    Resolution concerning statistics of occupational injuries, Annex F (16th International Conference of Labour Statisticians, 1998).
    """

    HEAD = "head", _("Head or face")
    NECK = "neck", _("Neck")
    BACK = "back", pgettext_lazy("part of the body", "Back")
    TRUNK = "trunk", _("Chest, belly or inside")
    ARM = "arm", _("Shoulder, arm or hand")
    LEG = "leg", _("Hip, leg or foot")
    WHOLE = "whole", _("Whole body, or several parts")


class InjuryState(TextChoices):
    """How far a report of an injury is."""

    REPORTED = "reported", pgettext_lazy("report of an injury", "Reported")
    IN_CARE = "in_care", _("In care")
    CLOSED = "closed", pgettext_lazy("report of an injury", "Closed")
    REOPENED = "reopened", _("Reopened")


class InjuryOutcome(TextChoices):
    """How an injury ended."""

    RECOVERED = "recovered", _("Recovered")
    LASTING = "lasting", _("Recovered with lasting effects")
    DIED = "died", _("Died of it")
    UNKNOWN = "unknown", _("Could not be learnt")


class Where(TextChoices):
    """Where it is done."""

    PLACE = "place", _("At a place")
    REMOTE = "remote", _("From afar")


class TimeOfWeek(TextChoices):
    """When a shift begins, by the clock of Riyadh; the three cover the week."""

    DAYTIME = "daytime", _("Sunday to Thursday, by day")
    EVENING = "evening", _("Sunday to Thursday, from 5 pm")
    WEEKEND = "weekend", _("Friday and Saturday")


class Overall(IntegerChoices):
    """How satisfied somebody is with an opportunity, all in all."""

    VERY_DISSATISFIED = 1, _("Very dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    NEITHER = 3, _("Neither")
    SATISFIED = 4, _("Satisfied")
    VERY_SATISFIED = 5, _("Very satisfied")


class Order(TextChoices):
    """In what order what is found stands."""

    SOON = "soon", _("What begins first")
    NEW = "new", _("The newest first")
    CLOSING = "closing", _("What closes first")
    ROOM = "room", _("Most free seats first")


class RosterFault(TextChoices):
    """Why no roster was found."""

    INFEASIBLE = "infeasible", _("What is locked contradicts the rules. Unlock some and ask again.")
    NOTHING = "nothing", _("No free seat is left to which anybody said yes.")
    LATE = "late", _("Nothing was found in time. Give the search longer.")
    DISAGREEMENT = (
        "disagreement",
        _("The check does not agree with the search, so nothing is shown. Tell the administrator."),
    )


class Can(TextChoices):
    """What somebody says of a shift that a roster may give them."""

    CAN = "can", _("I can")
    PREFERS = "prefers", _("I would like it")
    CANNOT = "cannot", _("I cannot")


class KudosReason(TextChoices):
    """For what somebody who was at a shift is thanked."""

    PUNCTUALITY = "punctuality", _("Being there in time")
    INITIATIVE = "initiative", _("Taking the initiative")
    TEAMWORK = "teamwork", _("Working as a team")
    CARE = "care", _("Caring for those served")
    SKILL = "skill", _("Doing it skilfully")


class ExpenseKind(TextChoices):
    """On what a volunteer spent something."""

    TRAVEL = "travel", _("Travel")
    MEALS = "meals", _("Meals")
    MATERIALS = "materials", _("Materials")
    OTHER = "other", _("Something else")


class ExpenseState(TextChoices):
    """How far a report of expenses is."""

    WAITING = "waiting", pgettext_lazy("report of expenses", "Waits for a decision")
    APPROVED = "approved", _("Approved, to be paid")
    PAID = "paid", _("Paid")
    REJECTED = "rejected", pgettext_lazy("report of expenses", "Rejected")
    WITHDRAWN = "withdrawn", pgettext_lazy("report of expenses", "Taken back")
