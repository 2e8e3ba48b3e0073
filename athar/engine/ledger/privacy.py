"""What of persons this room holds: facts that are never changed, and whose names can still be forgotten."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.personal import Fate, Part, Table, behavioural, content, demographic, technical

TOTALS = _(
    "Published totals and their proofs rest on this record; without the profile it is about nobody in particular."
)
PROOF = _("Who entered, who approved and who decided belongs to the proof; no name is kept here.")

_FACT = (
    *behavioural(
        kind=_("Kind"), occurred_on=_("Day"), initiative=_("Initiative"), edition=_("Edition"), session=_("Session"),
        place=_("Place"), region=_("Region"), organisation=_("Organisation"), level=_("Level"), quantity=_("Quantity"), unit=_("Unit"),
        person=_("Whom it is about"),
    ),
    *demographic(gender=_("Gender"), age_group=_("Age group")),
)  # fmt: skip
_WHAT_GOES = (
    *content(dimensions=_("Explanation")),
    *technical(external_id=_("Number in the file it came from")),
)
_ENTERED = behavioural(
    entered_by=_("Who entered it"), entered_at=_("Entered at"), source=_("Where it came from")
)

TABLES = (
    Table(
        "ledger.CorrectionDecision", _("Decisions on corrections"), "proof", "ledger",
        (
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who decided"), at=_("At"), verdict=_("Decision")), *content(reason=_("Reason")),
            ), PROOF),
            Part("requested_by", Fate.KEEP, behavioural(requested_by=_("Who asked")), PROOF),
        ),
        "id request reversal",
    ),
    Table(
        "ledger.CorrectionRequest", _("Requests for corrections"), "proof", "ledger",
        (
            Part("requested_by", Fate.KEEP, (
                *behavioural(requested_by=_("Who asked"), requested_at=_("At")), *content(reason=_("Reason")),
            ), PROOF),
        ),
        "id position",
    ),
    Table(
        "ledger.Decision", _("Decisions on entries"), "proof", "ledger",
        (
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who decided"), at=_("At"), verdict=_("Decision")), *content(reason=_("Reason")),
            ), PROOF),
            Part("entered_by", Fate.KEEP, behavioural(entered_by=_("Who entered it")), PROOF),
        ),
        "id proposal position", fixed=True,
    ),
    Table(
        "ledger.Proposal", _("Entries awaiting or after a decision"), "impact", "ledger",
        (
            Part("person", Fate.KEEP, _FACT, TOTALS),
            Part("person", Fate.BLANK, _WHAT_GOES),
            Part("entered_by", Fate.KEEP, _ENTERED, PROOF),
        ),
        "id headcount method evidence", fixed=True,
    ),
    Table(
        "ledger.Record", _("Approved records"), "impact", "ledger",
        (
            Part("person", Fate.KEEP, _FACT, TOTALS),
            Part("person", Fate.BLANK, (*_WHAT_GOES, *technical(salt=_("Salt that ties the record to the person")))),
            Part("entered_by", Fate.KEEP, _ENTERED, PROOF),
            Part("approved_by", Fate.KEEP, (
                *behavioural(approved_by=_("Who approved it"), approved_at=_("Approved at")), *content(reason=_("Reason")),
            ), PROOF),
        ),
        "position headcount method evidence corrects commitment hash", fixed=True,
    ),
)  # fmt: skip
IMPERSONAL = ("ledger.Forgetting", "ledger.Node", "ledger.Head", "ledger.SignedHead")
