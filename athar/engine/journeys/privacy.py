"""What of persons this room holds: where they applied, what became of it, and where they were expected."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content

WENT = _("That somebody applied, took part and had a seat: totals rest on it; it holds no name.")
DECIDED = _("Who decided it and when: what an auditor needs to follow decisions; it holds no name.")

WATCHED = _("Who said it and when: hours rest on it, and an auditor follows it; it holds no name.")

TABLES = (
    Table(
        "journeys.AttendanceMark", _("Coming and going"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who came or went"), session=_("Session"), leaves=_("Went"), at=_("When, by the phone's clock"), shown_at=_("Code shown at"),
                arrived_at=_("Arrived at"),
            ), WENT),
            Part("by", Fate.KEEP, behavioural(by=_("Who marked it"), device=_("By which phone")), WATCHED),
        ),
        "id nonce proven",
    ),
    Table(
        "journeys.Statement", _("Statements of attendance"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Whose attendance"), session=_("Session"), came_at=_("Came at"), left_at=_("Left at"), at=_("Stated at"),
            ), WENT),
            Part("person", Fate.BLANK, content(reason=_("Reason"))),
            Part("by", Fate.KEEP, behavioural(by=_("Who stated it")), WATCHED),
        ),
        "id",
    ),
    Table(
        "journeys.Device", _("Phones that mark attendance"), "duties", "duties",
        (
            Part("person", Fate.KEEP, behavioural(person=_("Whose phone"), registered_at=_("Registered at"), lost_at=_("Reported lost at")), WATCHED),
            Part("person", Fate.BLANK, content(name=_("Name of the phone"))),
        ),
        "id key",
    ),
    Table(
        "journeys.Offer", _("Seats offered"), "participation", "person",
        (
            Part("wait__person", Fate.KEEP, behavioural(
                wait=_("Place in the waiting list"), seat=_("Seat"), made_at=_("Offered at"), expires_at=_("Held until"),
                ending=_("How it ended"), ended_at=_("Ended at"),
            ), WENT),
        ),
        "id",
    ),
    Table(
        "journeys.Wait", _("Waiting lists"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who waited"), session=_("Session"), enrolment=_("Participation"), since=_("Since"), left_at=_("Until"),
            ), WENT),
        ),
        "id rank",
    ),
    Table(
        "journeys.Seat", _("Seats"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Whose seat"), session=_("Session"), enrolment=_("Participation"), during=_("When"), held_until=_("Held until"),
                taken_at=_("Taken at"), released_at=_("Given back at"),
            ), WENT),
            Part("taken_by", Fate.KEEP, behavioural(taken_by=_("Who took it")), DECIDED),
            Part("released_by", Fate.KEEP, behavioural(released_by=_("Who gave it back")), DECIDED),
        ),
        "id bucket",
    ),
    Table(
        "journeys.HeldSeat", _("Seats taken out of those that were kept"), "participation", "person",
        (Part("seat__person", Fate.KEEP, behavioural(seat=_("Which seat"), hold=_("Out of which")), WENT),),
        "id",
    ),
    Table(
        "journeys.Hold", _("Seats kept for several"), "duties", "duties",
        (
            Part("made_by", Fate.KEEP, behavioural(made_by=_("Who had them kept"), made_at=_("When"), until=_("Until when")), DECIDED),
            Part("ended_by", Fate.KEEP, behavioural(ended_by=_("Who ended it"), ended_at=_("Ended at")), DECIDED),
        ),
        "id session many left",
    ),
    Table(
        "journeys.Enrolment", _("Participations"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Who takes part"), edition=_("Edition"), part=_("In what role"), since=_("Since"), ended_at=_("Until"),
            ), WENT),
        ),
        "id team case",
    ),
    Table(
        "journeys.Decision", _("Decisions on applications"), "participation", "duties",
        (
            Part("case__person", Fate.BLANK, content(reason=_("Reason"))),
            Part("by", Fate.KEEP, behavioural(
                by=_("Who decided"), case=_("About which application"), transition=_("Decision"), at=_("Decided at"), answers=_("On which answers"),
            ), DECIDED),
            Part("ended_by", Fate.KEEP, behavioural(
                ended_by=_("Who ended it"), ending=_("How it ended"), ended_at=_("Ended at"),
            ), DECIDED),
        ),
        "id release",
    ),
    Table(
        "journeys.Release", _("Decisions released"), "participation", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who released them"), call=_("Of which call"), at=_("Released at")), DECIDED),),
        "id",
    ),
    Table(
        "journeys.Answers", _("Answers to the questions of calls"), "participation", "person",
        (
            Part("case__person", Fate.DELETE, (
                *content(data=_("Answers")), *behavioural(case=_("Application"), revision=_("Revision"), form=_("Questions"), at=_("Answered at")),
            )),
            Part("by", Fate.KEEP, behavioural(by=_("Who answered")), DECIDED),
        ),
        "id",
    ),
    Table(
        "journeys.Event", _("What happened to applications"), "participation", "person",
        (
            Part("case__person", Fate.KEEP, behavioural(
                case=_("Application"), number=_("Number"), transition=_("Step"), source=_("From"), target=_("To"), at=_("At"),
                answers=_("On which answers"),
            ), WENT),
            Part("case__person", Fate.BLANK, content(reason=_("Reason"))),
            Part("by", Fate.KEEP, behavioural(by=_("Who took the step")), DECIDED),
        ),
        "id",
    ),
    Table(
        "journeys.Case", _("Applications"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("Whose"), call=_("Call"), state=_("State"), begun_at=_("Begun at"), ended_at=_("Ended at"),
            ), WENT),
            Part("begun_by", Fate.KEEP, behavioural(begun_by=_("Who began it")), DECIDED),
        ),
        "id team version moves",
    ),
    Table(
        "journeys.WorkflowVersion", _("Versions of workflows"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who published it"), at=_("Published at")), DECIDED),),
        "id workflow number data",
    ),
    Table(
        "journeys.DraftRevision", _("Drafts of workflows"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who wrote it"), at=_("Written at")), DECIDED),),
        "id workflow number data",
    ),
    Table(
        "journeys.FormVersion", _("Versions of forms"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who published it"), at=_("Published at")), DECIDED),),
        "id form number data",
    ),
)  # fmt: skip
IMPERSONAL = (
    "journeys.Workflow", "journeys.VersionState", "journeys.Form", "journeys.Call", "journeys.CallEvent", "journeys.PendingEffect",
    "journeys.Session", "journeys.SessionEvent", "journeys.SeatCounter", "journeys.Queue",
    "journeys.Sending",
)  # fmt: skip
