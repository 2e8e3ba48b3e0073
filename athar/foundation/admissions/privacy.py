"""What of persons this room holds."""

from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.ending import SCHEDULES
from athar.foundation.core.personal import (
    Fate,
    Part,
    Table,
    behavioural,
    child,
    contact,
    content,
    credential,
    technical,
)

__all__ = ["SCHEDULES", "TABLES"]

SPOKE = _("The proof that somebody could speak for the child while they did; it holds no name.")
DECIDED = _("Who decided it and when: what an auditor needs to follow decisions; it holds no name.")

TABLES = (
    Table(
        "admissions.Invitation", _("Invitations"), "duties", "one_use",
        (
            Part("accepted_by", Fate.KEEP, behavioural(
                accepted_by=_("Who accepted it"), role=_("Role"), organisation=_("Within which body"), initiative=_("Within which initiative"),
                until=_("Until"), used_at=_("Used at"),
            ), DECIDED),
            Part("accepted_by", Fate.BLANK, (
                *contact(email=_("E-mail address")),
                *credential(email_hash=_("Key that finds the address")),
            )),
            Part("invited_by", Fate.KEEP, (
                *behavioural(invited_by=_("Who invited"), sent_at=_("Sent at"), expires_at=_("Works until"), withdrawn_at=_("Withdrawn at")),
                *content(reason=_("Reason")),
            ), DECIDED),
        ),
        "id ref grant language token_hash",
    ),
    Table(
        "admissions.Step", _("Steps of organisations’ registrations"), "duties", "duties",
        (
            Part("by", Fate.KEEP, (
                *behavioural(by=_("Who did it"), registration=_("Which registration"), kind=_("What was done"), at=_("Done at")),
                *content(reason=_("Reason")),
            ), DECIDED),
        ),
        "id",
    ),
    Table(
        "admissions.Registration", _("Organisations somebody registered"), "duties", "duties",
        (
            Part("applicant", Fate.KEEP, behavioural(
                applicant=_("Who registered it"), submitted_at=_("Registered on"), name_ar=_("Name in Arabic"), name_en=_("Name in English"),
                licence=_("Licence number"),
            ), DECIDED),
            Part("applicant", Fate.BLANK, (*contact(phone=_("Phone")), *content(wish=_("What it wants"), papers=_("File that proves it")))),
        ),
        "id kind search_key region organisation",
    ),
    Table(
        "admissions.LinkDecision", _("Decisions on guardians"), "participation", "consent",
        (
            Part("link__guardian", Fate.KEEP, (
                *behavioural(link=_("About which link"), verdict=_("Decision"), at=_("Decided at")),
                *content(reason=_("Reason")),
            ), SPOKE),
            Part("by", Fate.KEEP, behavioural(by=_("Who decided it")), DECIDED),
        ),
        "id",
    ),
    Table(
        "admissions.GuardianLink", _("Guardians and their children"), "participation", "consent",
        (
            Part("child", Fate.KEEP, child(
                child=_("The child"), relation=_("How they are related"), since=_("Since"), until=_("Until"), ending=_("How it ended"),
            ), SPOKE),
            Part("guardian", Fate.KEEP, (
                *behavioural(guardian=_("The guardian"), claimed_at=_("Said on")),
                *content(end_reason=_("Why it ended")),
            ), SPOKE),
            Part("guardian", Fate.BLANK, content(papers=_("File that proves it"))),
            Part("ended_by", Fate.KEEP, behavioural(ended_by=_("Who ended it")), DECIDED),
        ),
        "id invitation",
    ),
    Table(
        "admissions.GuardianInvitation", _("Links sent to guardians"), "participation", "one_use",
        (
            Part("child", Fate.DELETE, (
                *child(child=_("The child")),
                *technical(
                    channel=_("Sent by"), sent_at=_("Sent at"), expires_at=_("Works until"), used_at=_("Used at"),
                    withdrawn_at=_("Withdrawn at"),
                ),
                *credential(token_hash=_("Secret of the link, as a keyed hash")),
            )),
            Part("link__guardian", Fate.DELETE, contact(address=_("Address"))),
        ),
        "id ref wrong_answers",
    ),
)  # fmt: skip
