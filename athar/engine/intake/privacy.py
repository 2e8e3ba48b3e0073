"""What of persons this room holds: files on their way into the ledger."""

from django.utils.translation import gettext_lazy as _

from athar.engine.intake.ending import SCHEDULES
from athar.foundation.core.personal import (
    Fate,
    Part,
    Table,
    behavioural,
    contact,
    content,
    demographic,
    identity,
    technical,
)

__all__ = ["SCHEDULES", "TABLES"]

PROOF = _(
    "Who delivered, reviewed and vouched for a file belongs to the proof of its records; no name is kept here."
)

TABLES = (
    Table(
        "intake.Explanation", _("Explanations of unlikely rows"), "proof", "ledger",
        (Part("by", Fate.KEEP, (*behavioural(by=_("Who explained"), at=_("At")), *content(text=_("Explanation"))), PROOF),),
        "id intake line codes",
    ),
    Table(
        "intake.Stage", _("Stages of imports"), "proof", "ledger",
        (
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who did it"), at=_("At"), name=_("Stage")), *content(note=_("Note")),
            ), PROOF),
        ),
        "id intake without_refused",
    ),
    Table(
        "intake.Row", _("Rows of files not yet posted"), "impact", "import",
        (
            Part("participant__person", Fate.DELETE, (
                *content(raw=_("The row as the file says it"), reasons=_("Why it was refused"), explanation=_("Explanation")),
                *behavioural(
                    kind=_("Kind"), occurred_on=_("Day"), initiative=_("Initiative"), edition=_("Edition"), session=_("Session"),
                    organisation=_("Organisation"), region=_("Region"), place=_("Place"), level=_("Level"), quantity=_("Quantity"), unit=_("Unit"),
                    participant=_("Whom it is about"),
                ),
                *demographic(gender=_("Gender"), age_group=_("Age group")),
                *technical(external_id=_("Number in the file it came from")),
            )),
        ),
        "id intake line status headcount method evidence",
    ),
    Table(
        "intake.Participant", _("People named in files not yet posted"), "impact", "import",
        (
            Part("person", Fate.DELETE, (
                *identity(
                    name=_("Name"), search_key=_("Name, as it is searched for"), sort_key=_("Name, as it is sorted"),
                    national_id=_("Identity number"), national_id_hash=_("Key that finds the identity number"),
                ),
                *contact(phone=_("Phone")),
                *demographic(gender=_("Gender"), birth_date=_("Birth date")),
                *technical(person=_("Row"), ref=_("Pseudonym")),
            )),
        ),
        "id intake alone same_as ambiguous",
    ),
    Table(
        "intake.Import", _("Imported files"), "impact", "ledger",
        (
            Part("entered_by", Fate.KEEP, (
                *behavioural(entered_by=_("Who delivered it"), entered_at=_("Delivered at"), organisation=_("Organisation")),
                *content(name=_("File name"), file=_("File"), folder=_("Folder"), headers=_("Headers"), problem=_("Why it was refused")),
            ), PROOF),
        ),
        "id sha256 size media_type initiative edition hours_once length cursor line total valid refused unchanged explained people_known people_new started_at finished_at"
        " first_position posted",
    ),
)  # fmt: skip
