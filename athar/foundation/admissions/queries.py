"""Reads: whom somebody speaks for, who speaks for a child, and what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from athar.foundation.admissions.choices import OPEN, WAITING, RegistrationStep
from athar.foundation.admissions.models import GuardianInvitation, GuardianLink, Invitation, Registration
from athar.foundation.core.dates import born_after, riyadh_day
from athar.foundation.core.search_key import search_key
from athar.foundation.people.choices import OF_AGE, Purpose, Role
from athar.foundation.people.models import GuardianApproval, Organisation, Person, RoleGrant
from athar.foundation.privacy import queries as privacy
from athar.foundation.privacy.consents import standing

MOST_LOOKALIKES = 10
LATELY = timedelta(days=30)


def children_spoken_for(guardians: Sequence[int], *, at: datetime) -> QuerySet[Person]:
    """
    The minors whom somebody speaks for now: those linked to them, and those whom they approved for on paper.

    What a school delivered as a guardian's approval stands, unless a link between the two ever was: then that counts.
    """
    between = GuardianLink.objects.filter(child=OuterRef("pk"), guardian__in=guardians)
    linked = Exists(between.in_force(at))
    approved = Exists(GuardianApproval.objects.filter(child=OuterRef("pk"), guardian__in=guardians))
    minors = Person.objects.filter(birth_date__gt=born_after(OF_AGE, riyadh_day(at)))
    return minors.filter(linked | (approved & ~Exists(between))).order_by("sort_key")


def speaks_for(guardians: Sequence[int], children: Sequence[int], *, at: datetime) -> bool:
    return children_spoken_for(guardians, at=at).filter(pk__in=children).exists()


def guardians_of(children: Sequence[int], *, at: datetime) -> QuerySet[Person]:
    """Who speaks for a minor now, by a link or by an approval on paper; ``children``: the rows that are the minor."""
    between = GuardianLink.objects.filter(guardian=OuterRef("pk"), child__in=children)
    approved = Exists(GuardianApproval.objects.filter(guardian=OuterRef("pk"), child__in=children))
    found = Person.objects.filter(Exists(between.in_force(at)) | (approved & ~Exists(between)))
    return found.order_by("sort_key")


def links_of_guardian(guardians: Sequence[int]) -> QuerySet[GuardianLink]:
    """With the child, the newest first."""
    return GuardianLink.objects.filter(guardian__in=guardians).select_related("child", "decision")


def links_of_child(children: Sequence[int]) -> QuerySet[GuardianLink]:
    return GuardianLink.objects.filter(child__in=children).select_related("guardian", "decision")


def invitations_of_child(children: Sequence[int]) -> QuerySet[GuardianInvitation]:
    return GuardianInvitation.objects.filter(child__in=children).order_by("-sent_at", "-pk")


def links_for_staff(*, side: str, text: str, at: datetime) -> QuerySet[GuardianLink]:
    """``side``: waiting (the oldest first), held or ended (the newest first); ``text``: words of either name, in any spelling."""
    rows = GuardianLink.objects.select_related("child", "guardian", "decision__by", "ended_by")
    if side == "held":
        rows = rows.in_force(at).order_by("-since", "-pk")
    elif side == "ended":
        rows = rows.filter(until__lte=at).order_by("-until", "-pk")
    else:
        rows = rows.waiting().order_by("claimed_at", "pk")
    for word in search_key(text).split():
        rows = rows.filter(child__search_key__contains=word) | rows.filter(
            guardian__search_key__contains=word
        )
    return rows


@dataclass(frozen=True)
class MinorsStanding:
    """What a minor still lacks before taking part: a guardian, and that guardian's consent."""

    linked: bool
    waiting: bool
    """Somebody was named, or a claim waits for staff."""
    consented: bool

    @property
    def may_take_part(self) -> bool:
        return self.linked and self.consented


def standing_of_minor(people: Sequence[int], *, at: datetime) -> MinorsStanding:
    """``people``: the rows that are the minor."""
    links = GuardianLink.objects.filter(child__in=people)
    on_paper = GuardianApproval.objects.filter(child__in=people, revoked_on=None)
    linked = links.in_force(at).exists() or on_paper.exists()
    waiting = (
        links.waiting().exists() or GuardianInvitation.objects.filter(child__in=people).open(at).exists()
    )
    events = list(privacy.consent_events(people))
    taking_part = next(
        row for row in standing(events, on=riyadh_day(at)) if row.purpose == Purpose.PARTICIPATION
    )
    return MinorsStanding(linked, waiting, taking_part.given)


def registrations_of(people: Sequence[int]) -> QuerySet[Registration]:
    """Of an applicant, the newest first, each with its state."""
    rows = Registration.objects.with_state().filter(applicant__in=people)
    return rows.select_related("organisation", "region").order_by("-submitted_at", "-pk")


def registrations_for_staff(*, side: str, text: str) -> QuerySet[Registration]:
    """``side``: waiting (the oldest first), asked or ended; ``text``: words of a name in any spelling, digits of a licence."""
    states = {"waiting": WAITING, "asked": {RegistrationStep.ASKED}}
    ended = set(RegistrationStep) - OPEN
    rows = Registration.objects.with_state().filter(Q(state__in=sorted(states.get(side, ended))))
    for word in search_key(text).split():
        rows = rows.filter(Q(search_key__contains=word) | Q(licence__contains=word))
    order = ("submitted_at", "pk") if side == "waiting" else ("-state_at", "-pk")
    return rows.select_related("applicant", "region").order_by(*order)


def registrations_to_decide() -> QuerySet[Registration]:
    return Registration.objects.with_state().filter(Q(state__in=sorted(WAITING)))


@dataclass(frozen=True)
class Lookalike:
    """Something known that may be the same body. ``same_licence`` is as good as certain, a name alone suggests."""

    name: str
    same_licence: bool
    registration: int | None = None
    """Key of another registration; None: an organisation that is here already."""


def lookalikes(registration: Registration) -> list[Lookalike]:
    """Organisations with one of the names in any spelling, and registrations with a name or the licence; two queries."""
    names = {search_key(registration.name_ar), search_key(registration.name_en)} - {""}
    known = [
        Lookalike(str(body), same_licence=False)
        for body in Organisation.objects.exclude(registration=registration)
        if names & {search_key(body.name_ar), search_key(body.name_en)}
    ]
    same = (
        Q(licence=registration.licence)
        | Q(name_ar=registration.name_ar)
        | Q(search_key=registration.search_key)
    )
    others = Registration.objects.filter(same).exclude(pk=registration.pk).order_by("-pk")[:MOST_LOOKALIKES]
    return known + [
        Lookalike(str(other), other.licence == registration.licence, other.pk) for other in others
    ]


def invitations_for(
    *, bodies: QuerySet[Organisation] | None, side: str, text: str, at: datetime
) -> QuerySet[Invitation]:
    """
    Invitations, the newest first.

    :param bodies: only those into these organisations; None: all.
    :param side: open, accepted, or over (ran out or withdrawn).
    :param text: a whole e-mail address, or words of the inviter's, the accepter's or the organisation's name.
    """
    rows = Invitation.objects.select_related("organisation", "invited_by", "accepted_by", "grant")
    if bodies is not None:
        rows = rows.filter(organisation__in=bodies)
    if side == "accepted":
        rows = rows.filter(used_at__isnull=False)
    elif side == "over":
        rows = rows.filter(Q(withdrawn_at__isnull=False) | Q(expires_at__lte=at), used_at=None)
    else:
        rows = rows.open(at)
    if "@" in text:
        rows = rows.to(text.strip())
    else:
        for word in search_key(text).split():
            rows = rows.filter(
                Q(invited_by__search_key__contains=word)
                | Q(accepted_by__search_key__contains=word)
                | Q(organisation__name_ar__icontains=word)
                | Q(organisation__name_en__icontains=word)
            )
    return rows.order_by("-sent_at", "-pk")


def unanswered(*, at: datetime) -> dict[str, int]:
    """How many invitations are still ``open``, and how many ran out in the last month without an answer, ``lapsed``."""
    lapsed = Q(used_at=None, withdrawn_at=None, expires_at__lte=at, expires_at__gt=at - LATELY)
    return Invitation.objects.aggregate(
        open=Count("pk", filter=Q(used_at=None, withdrawn_at=None, expires_at__gt=at)),
        lapsed=Count("pk", filter=lapsed),
    )


def still_may_invite(invitations: Sequence[Invitation], *, at: datetime) -> set[int]:
    """Keys of those whose inviter may still give the role, in one query; the others are void."""
    inviters = {row.invited_by_id for row in invitations}
    grants = RoleGrant.objects.in_force(at).whole().filter(person__in=inviters)
    held = set(grants.values_list("person", "role", "organisation"))
    administrators = {person for person, role, _body in held if role == Role.ADMINISTRATOR}
    return {
        row.pk
        for row in invitations
        if row.invited_by_id in administrators
        or (
            row.role == Role.PARTNER_MANAGER
            and row.organisation_id is not None
            and (row.invited_by_id, Role.PARTNER_MANAGER.value, row.organisation_id) in held
        )
    }
