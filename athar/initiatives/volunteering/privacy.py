"""What of persons this room holds: who wrote opportunities, and what was said around a shift. Who signed up is the engine's."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content, health
from athar.initiatives.volunteering.ending import SCHEDULES

__all__ = ["IMPERSONAL", "SCHEDULES", "TABLES"]

WROTE = _("Who answers for what was shown: an auditor follows it; it holds no name.")

ASKED = _("That a guardian agreed before a minor took part: what the law asks to be shown; it holds no name.")

BOOKS = _(
    "What was spent, approved and paid: the association's books rest on it; it holds no name and no words."
)

SEATED = _(
    "That somebody was reminded of, written to or asked about a shift: attendance rests on it; it holds no name."
)

WROTE_OF_OTHERS = _(
    "Who answers for what was written about others: it holds no name. Who wrote about themselves goes with their words."
)

COUNTED = _(
    "How many were hurt, how badly and for how long: prevention rests on the totals; it says nothing of whom."
)

TEXTS = content(text_ar=_("Text in Arabic"), text_en=_("Text in English"))

TABLES = (
    # Before the reports themselves: an emptied report leads to nobody any more.
    Table(
        "volunteering.InjuryEntry", _("What followed upon injuries"), "care", "injury",
        (
            Part("injury__person", Fate.BLANK, health(words=_("In words"))),
            Part("injury__person", Fate.KEEP, behavioural(
                injury=_("Which report"), state=_("State"), shared=_("Meant for whom it is about"), days_lost=_("Days lost"), outcome=_("Outcome"), at=_("When"),
            ), COUNTED),
            Part("by", Fate.KEEP, behavioural(by=_("Who noted it")), WROTE_OF_OTHERS),
        ),
        "id",
    ),
    Table(
        "volunteering.Injury", _("Reports of injuries"), "care", "injury",
        (
            Part("person", Fate.BLANK, (
                *behavioural(person=_("Whom it happened to")),
                *health(happened=_("What happened"), body=_("Part of the body"), done=_("What was done at once")),
                *content(place=_("Where it happened"), witnesses=_("Who saw it")),
            )),
            Part("person", Fate.KEEP, (
                *health(severity=_("How grave it is")),
                *behavioural(session=_("Session"), happened_at=_("When it happened"), insurance=_("Insurance concerned"), reported_at=_("Reported at")),
            ), COUNTED),
            Part("reported_by", Fate.KEEP, behavioural(reported_by=_("Who reported it")), WROTE_OF_OTHERS),
        ),
        "id",
    ),
    Table(
        "volunteering.Reminder", _("Reminders of shifts"), "participation", "person",
        (Part("seat__person", Fate.KEEP, behavioural(seat=_("Of which seat"), lead=_("How long before"), at=_("When")), SEATED),),
        "id",
    ),
    Table(
        "volunteering.Handover", _("Seats offered to others"), "participation", "person",
        (
            Part("seat__person", Fate.KEEP, behavioural(
                seat=_("Which seat"), offered_at=_("Offered at"), ending=_("How it ended"), ended_at=_("Ended at"), replacement=_("Whose seat it became"),
            ), SEATED),
        ),
        "id whom",
    ),
    Table(
        "volunteering.Availability", _("Which shifts somebody can take"), "participation", "person",
        (
            Part("person", Fate.DELETE, behavioural(
                person=_("Who says so"), opportunity=_("Opportunity"), most=_("How many shifts at most"), said_at=_("Said at"),
            )),
        ),
        "id",
    ),
    Table(
        "volunteering.ShiftAnswer", _("What somebody says of a shift"), "participation", "person",
        (Part("availability__person", Fate.DELETE, behavioural(session=_("Which shift"), can=_("Whether they can"))),),
        "id availability",
    ),
    Table(
        "volunteering.AvailabilityCall", _("Asking who can take which shift"), "duties", "duties",
        (Part("by", Fate.KEEP, behavioural(by=_("Who asked"), at=_("When")), WROTE),),
        "id opportunity until",
    ),
    Table(
        "volunteering.Roster", _("Rosters"), "duties", "duties",
        (
            Part("by", Fate.KEEP, behavioural(by=_("Who asked for it"), at=_("When")), WROTE),
            Part("published_by", Fate.KEEP, behavioural(published_by=_("Who published it"), published_at=_("When it was published")), WROTE),
        ),
        "id opportunity seconds based_on started_at finished_at fault outcome",
    ),
    Table(
        "volunteering.Placement", _("Who stands where in a roster"), "participation", "person",
        (
            Part("person", Fate.DELETE, behavioural(
                person=_("Who stands there"), roster=_("In which roster"), session=_("Which shift"), locked=_("Locked"), seat=_("Which seat it became"),
            )),
            Part("by", Fate.KEEP, behavioural(by=_("Who placed them")), WROTE),
        ),
        "id",
    ),
    Table(
        "volunteering.WalkIn", _("Who came without a seat"), "participation", "person",
        (
            Part("seat__person", Fate.KEEP, (
                *behavioural(seat=_("Which seat"), beyond=_("Beyond the seats there were")), *content(reason=_("Reason")),
            ), SEATED),
            Part("by", Fate.KEEP, behavioural(by=_("Who let them in"), at=_("When")), WROTE),
        ),
        "id",
    ),
    Table(
        "volunteering.Group", _("Groups that ask for seats"), "participation", "person",
        (
            Part("leader", Fate.KEEP, behavioural(
                leader=_("Who leads it"), session=_("Which shift"), organisation=_("For which organisation"), size=_("How many people"),
                begun_at=_("Asked at"), verdict=_("Decision"), hold=_("Seats kept"), ending=_("How it ended"), ended_at=_("Ended at"),
            ), SEATED),
            Part("leader", Fate.BLANK, content(name=_("Name of the group"), note=_("Note"), reason=_("Reason of the decision"))),
            Part("decided_by", Fate.KEEP, behavioural(decided_by=_("Who decided"), decided_at=_("Decided at")), WROTE),
        ),
        "id link",
    ),
    Table(
        "volunteering.Message", _("Messages to volunteers"), "duties", "duties",
        (Part("by", Fate.KEEP, (*behavioural(by=_("Who wrote it"), at=_("When")), *TEXTS), WROTE),),
        "id opportunity session selection look finished_at",
    ),
    Table(
        "volunteering.MessageTemplate", _("Templates of messages"), "duties", "duties",
        (
            Part("by", Fate.KEEP, (*behavioural(by=_("Who wrote it"), at=_("When")), *TEXTS), WROTE),
            Part("withdrawn_by", Fate.KEEP, behavioural(withdrawn_by=_("Who withdrew it"), withdrawn_at=_("When it was withdrawn")), WROTE),
        ),
        "id organisation name_ar name_en",
    ),
    Table(
        "volunteering.Delivery", _("Messages delivered"), "participation", "person",
        (
            Part("person", Fate.KEEP, behavioural(
                person=_("To whom"), message=_("Which message"), outcome=_("What became of it"), at=_("When"), copies=_("Guardians who got it too"),
            ), SEATED),
        ),
        "id",
    ),
    Table(
        "volunteering.Inquiry", _("What was not seen at shifts"), "participation", "person",
        (
            Part("seat__person", Fate.KEEP, behavioural(
                seat=_("Of which seat"), unseen=_("What was not seen"), asked_at=_("Asked at"), word=_("Answer"), said_at=_("Answered at"),
            ), SEATED),
            Part("seat__person", Fate.BLANK, content(words=_("In their own words"))),
        ),
        "id",
    ),
    Table(
        "volunteering.Satisfaction", _("How opportunities were"), "participation", "person",
        (
            Part("person", Fate.DELETE, (
                *behavioural(
                    person=_("Who was asked"), opportunity=_("Opportunity"), asked_at=_("Asked at"), overall=_("How satisfied, 1 to 5"),
                    again=_("How gladly again, 0 to 10"), said_at=_("Answered at"), skipped_at=_("Skipped at"),
                ),
                *content(words=_("In their own words")),
            )),
        ),
        "id",
    ),
    Table(
        "volunteering.Kudos", _("Thanks"), "participation", "person",
        (
            Part("person", Fate.DELETE, (
                *behavioural(
                    person=_("Who was thanked"), session=_("At which shift"), reason=_("For what"), at=_("When"),
                    on_passport=_("Whether the passport shows it"),
                ),
                *content(words=_("Note")),
            )),
            Part("by", Fate.KEEP, behavioural(by=_("Who thanked")), WROTE),
        ),
        "id",
    ),
    Table(
        "volunteering.ExpenseStep", _("What became of expenses"), "repayment", "books",
        (
            Part("report__person", Fate.BLANK, content(reason=_("Reason"))),
            Part("report__person", Fate.KEEP, (
                *behavioural(report=_("Of which report"), state=_("How far it is"), paid_on=_("Paid on")),
                *content(reference=_("Reference of the payment")),
            ), BOOKS),
            Part("by", Fate.KEEP, behavioural(by=_("Who took the step"), at=_("When")), WROTE),
        ),
        "id",
    ),
    Table(
        "volunteering.ExpenseReport", _("Expenses to be paid back"), "repayment", "books",
        (
            Part("person", Fate.BLANK, content(
                purpose=_("What it was for"), bill=_("Bill"), no_bill=_("Why there is no bill"),
            )),
            Part("person", Fate.KEEP, behavioural(
                person=_("Who filed it"), opportunity=_("Opportunity"), day=_("Day"), kind=_("Kind"), amount=_("Amount in riyals"),
                granted=_("Approved, in riyals"), state=_("How far it is"), filed_at=_("Filed at"), changed_at=_("Changed at"),
            ), BOOKS),
            Part("decided_by", Fate.KEEP, behavioural(decided_by=_("Who decided")), WROTE),
        ),
        "id",
    ),
    Table(
        "volunteering.Opportunity", _("Opportunities"), "duties", "duties",
        (Part("written_by", Fate.KEEP, behavioural(written_by=_("Who wrote it")), WROTE),),
        "id edition organisation level field choosing workflow summary_ar summary_en description_ar description_en charter_ar charter_en region"
        " place_ar place_en remote least_age gender skills qualifications questions expenses insurance training substitutes group_least group_most state call search_key",
    ),
    Table(
        "volunteering.Step", _("Steps of opportunities"), "duties", "duties",
        (Part("by", Fate.KEEP, (*behavioural(by=_("Who took the step"), at=_("When")), *content(reason=_("Reason"))), WROTE),),
        "id opportunity source target",
    ),
    Table(
        "volunteering.GuardianQuestion", _("What minors asked their guardians"), "participation", "person",
        (
            Part("child", Fate.KEEP, behavioural(
                child=_("Who asked"), opportunity=_("Opportunity"), asked_at=_("Asked at"), answer=_("Answer"), answered_at=_("Answered at"),
            ), ASKED),
            Part("child", Fate.BLANK, content(answers=_("What they would answer to the questions"))),
            Part("answered_by", Fate.KEEP, behavioural(answered_by=_("Who answered")), ASKED),
        ),
        "id",
    ),
    Table(
        "volunteering.Cancellation", _("Shifts that did not take place"), "duties", "duties",
        (Part("by", Fate.KEEP, (*behavioural(by=_("Who cancelled it"), at=_("When")), *content(reason=_("Reason"))), WROTE),),
        "id session",
    ),
)  # fmt: skip
IMPERSONAL = ("volunteering.Wrapup",)
