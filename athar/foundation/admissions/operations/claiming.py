"""Whoever got the link says that they are the child's guardian, and shows that they know the child."""

from datetime import date, datetime
from typing import TypeVar

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import Relation
from athar.foundation.admissions.facts import GuardianClaimed
from athar.foundation.admissions.models import GuardianInvitation, GuardianLink, OneUse
from athar.foundation.admissions.operations.linking import put_in_force
from athar.foundation.admissions.rules import WRONG_ANSWERS, is_adult
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.evidence import papers
from athar.foundation.identity import brakes
from athar.foundation.people.models import Person
from athar.foundation.privacy.queries import is_minor, rows_of_human

L = TypeVar("L", bound=OneUse)


class LinkDead(Refused):
    """A link that opens nothing any more; says why."""


class ClaimRefused(Refused):
    """They cannot be linked to this child; carries every reason."""


def opened(found: L | None, *, at: datetime) -> L:
    """
    The link as it is, while it still opens something.

    :raises LinkDead: when it is unknown, late, used or withdrawn.
    """
    if found is None:
        raise LinkDead(Reason("unknown", _("This link leads nowhere."), COPY))
    if found.used_at is not None:
        raise LinkDead(Reason("used", _("This link was used already; it works once."), _("Sign in instead.")))
    if found.withdrawn_at is not None:
        raise LinkDead(Reason("withdrawn", _("Whoever sent this link withdrew it."), ASK))
    if not found.is_open(at):
        raise LinkDead(Reason("late", _("This link is too old to be used."), ASK))
    return found


def claim_child(
    *,
    invitation: GuardianInvitation,
    guardian: Person,
    relation: Relation,
    birth_date: date,
    network: str,
    at: datetime,
    evidence: File | None = None,
) -> GuardianLink:
    """
    Say to be the guardian of the child that sent the link. Waits for staff where the association asks for it.

    Not one transaction: a wrong birth date must be remembered although it is refused.

    :param birth_date: the child's, which a guardian knows.
    :param evidence: what proves the guardianship, a PDF or a picture; seen by staff alone.
    :raises LinkDead: when the link works no longer.
    :raises ClaimRefused: with every reason.
    :raises TooManyAttempts: when too many birth dates were wrong.
    """
    opened(invitation, at=at)
    if invitation.wrong_answers >= WRONG_ANSWERS:
        raise LinkDead(GUESSED_OUT)
    tracks = [brakes.of_account(f"child of {guardian.pk}"), brakes.of_network(network)]
    brakes.check(tracks, at=at)
    if reasons := _refusals(invitation.child, guardian, at):
        raise ClaimRefused(*reasons)
    if invitation.child.birth_date != birth_date:
        _remember_wrong(invitation)
        brakes.press(tracks, at=at)
        raise ClaimRefused(WRONG_BIRTH_DATE)
    brakes.release(tracks[0])
    return _claim(invitation, guardian, relation, evidence, at)


def _remember_wrong(invitation: GuardianInvitation) -> None:
    GuardianInvitation.objects.filter(pk=invitation.pk, wrong_answers__lt=WRONG_ANSWERS).update(
        wrong_answers=F("wrong_answers") + 1
    )


@transaction.atomic
def _claim(
    invitation: GuardianInvitation, guardian: Person, relation: Relation, evidence: File | None, at: datetime
) -> GuardianLink:
    list(
        Person.objects.select_for_update(of=("self",))
        .filter(pk__in=[guardian.pk, invitation.child_id])
        .order_by("pk")
    )
    current = GuardianInvitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    opened(current, at=at)
    if GuardianLink.objects.filter(child=current.child_id, guardian=guardian, until=None).exists():
        raise ClaimRefused(LINKED)
    current.used_at = at
    current.save(update_fields=["used_at"])
    link = GuardianLink(
        child_id=current.child_id, guardian=guardian, relation=relation, invitation=current, claimed_at=at
    )
    if evidence is not None:
        papers.keep(link.papers, evidence)
    link.save()
    if not settings.ATHAR_GUARDIANS_CHECKED:
        put_in_force(link, at=at)
    else:
        announce(GuardianClaimed(link.child_id, link.guardian_id, at))
    return link


def _refusals(child: Person, guardian: Person, at: datetime) -> list[Reason]:
    on = riyadh_day(at)
    born = guardian.birth_date
    answers = [
        YOURSELF if guardian.pk in rows_of_human(child, at=at) else None,
        UNKNOWN_AGE if born is None else None,
        TOO_YOUNG if born is not None and not is_adult(born, on=on) else None,
        None if is_minor(child, on=on) else OF_AGE,
    ]
    return [answer for answer in answers if answer]


ASK = _("Ask whoever sent it for a new one.")
COPY = _("Open it from the message itself; if it is broken over two lines, copy it whole.")
YOURSELF = Reason(
    "yourself",
    _("Nobody is their own guardian."),
    _("Your guardian opens this link, signed in as themselves."),
)
UNKNOWN_AGE = Reason(
    "unknown_age",
    _("Your birth date is not known here, and a guardian is of age."),
    _("Ask the association to add it."),
)
TOO_YOUNG = Reason(
    "too_young", _("A guardian is of age: eighteen or older."), _("An older guardian opens this link.")
)
OF_AGE = Reason(
    "of_age", _("They are of age and decide for themselves."), _("They can sign in and take part.")
)
LINKED = Reason(
    "linked",
    _("You are linked to this child already, or it waits for staff."),
    _("Look under “My children”."),
)
WRONG_BIRTH_DATE = Reason(
    "wrong_birth_date",
    _("This is not the child’s birth date."),
    _("Write it as the child wrote it on opening the account; after a few wrong answers the link is dead."),
)
GUESSED_OUT = Reason(
    "guessed_out",
    _("Too many birth dates were wrong, so this link is dead."),
    _("Ask the child to send a new one."),
)
