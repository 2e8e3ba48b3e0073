"""An organisation registers, is mended, approved, refused or asked for more."""

from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from athar.foundation.admissions.choices import EXPLAINED, OPEN, WAITING, RegistrationStep
from athar.foundation.admissions.facts import RegistrationWaiting
from athar.foundation.admissions.letters import tell
from athar.foundation.admissions.models import Registration, Step
from athar.foundation.admissions.rules import PAPERS_KEPT, licence_fits
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.facts import announce
from athar.foundation.core.jobs import job, later
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.evidence import papers
from athar.foundation.notices.operations import tell as note
from athar.foundation.people.choices import Role
from athar.foundation.people.models import Organisation, Person, RoleGrant
from athar.foundation.places.models import Region
from athar.foundation.privacy.queries import is_minor, rows_of_human

CODE_LENGTH = 34  # of forty; the rest tells two of one name apart
MOST_OPEN = 3


class RegistrationRefused(Refused):
    """The organisation cannot be registered, mended or decided on so; carries every reason."""


@dataclass(frozen=True)
class Body:
    """What an applicant says of an organisation. ``licence``: digits; ``phone``: E.164."""

    kind: str
    name_ar: str
    name_en: str
    licence: str
    region: Region
    phone: str
    wish: str


@transaction.atomic
def submit_registration(
    *, applicant: Person, body: Body, at: datetime, evidence: File | None = None
) -> Registration:
    """
    Ask that an organisation be known here. Whoever asks has an account, so their e-mail is proven.

    :raises RegistrationRefused: when the licence number cannot be one, they are a minor, or have asked for it already.
    """
    Person.objects.select_for_update(of=("self",)).get(pk=applicant.pk)
    mine = Registration.objects.with_state().filter(Q(state__in=sorted(OPEN)), applicant=applicant)
    answers = [
        None if licence_fits(body.licence, body.kind) else NO_LICENCE,
        MINOR if is_minor(applicant, on=riyadh_day(at)) else None,
        ASKED_ALREADY if mine.filter(licence=body.licence, kind=body.kind).exists() else None,
        TOO_MANY if mine.count() >= MOST_OPEN else None,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise RegistrationRefused(*reasons)
    registration = Registration(applicant=applicant, submitted_at=at)
    _write(registration, body, evidence)
    Step.objects.create(registration=registration, kind=RegistrationStep.SUBMITTED, by=applicant, at=at)
    announce(RegistrationWaiting(registration.pk, applicant.pk, at))
    return registration


@transaction.atomic
def mend_registration(
    *, registration: Registration, body: Body, by: Person, at: datetime, evidence: File | None = None
) -> Step:
    """
    Say it better, while nobody decided; what was asked for is answered by that.

    :raises RegistrationRefused: when it is decided, somebody else's, or the licence number cannot be one.
    """
    current = _locked(registration)
    answers = [
        *_of_applicant(current, by),
        None if licence_fits(body.licence, body.kind) else NO_LICENCE,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise RegistrationRefused(*reasons)
    _write(current, body, evidence)
    announce(RegistrationWaiting(current.pk, current.applicant_id, at))
    return Step.objects.create(registration=current, kind=RegistrationStep.MENDED, by=by, at=at)


@transaction.atomic
def withdraw_registration(*, registration: Registration, by: Person, at: datetime) -> Step:
    """:raises RegistrationRefused: when it is decided, or somebody else's."""
    current = _locked(registration)
    if reasons := [answer for answer in _of_applicant(current, by) if answer]:
        raise RegistrationRefused(*reasons)
    return _step(current, RegistrationStep.WITHDRAWN, by, at, "")


@transaction.atomic
def decide_registration(
    *, registration: Registration, kind: RegistrationStep, by: Person, at: datetime, reason: str = ""
) -> Step:
    """
    Approve, refuse, or ask for more (``kind``). Approved, the organisation exists and the applicant manages it for her people.

    :raises RegistrationRefused: when it does not wait, is one's own, lacks a reason, or its licence is another organisation's.
    """
    current, reason = _locked(registration), reason.strip()
    approving = kind == RegistrationStep.APPROVED
    known = Registration.objects.filter(
        licence=current.licence, kind=current.kind, organisation__isnull=False
    )
    answers = [
        None if _state(current) in WAITING else NOT_WAITING,
        OWN if current.applicant_id in rows_of_human(by, at=at) else None,
        NO_REASON if kind in EXPLAINED and not reason else None,
        KNOWN if approving and known.exists() else None,
    ]
    if reasons := [answer for answer in answers if answer]:
        raise RegistrationRefused(*reasons)
    if approving:
        _admit(current, by, at)
    step = _step(current, kind, by, at, reason)
    note(current.applicant_id, f"admissions.registration_{kind}", at=at, registration=current.pk)
    tell(
        current.applicant, template="registration_decided", subject=SUBJECT, at=at, name=current.name_ar,
        name_en=current.name_en, kind=kind.value, reason=reason, pk=current.pk,
    )  # fmt: skip
    return step


def _admit(registration: Registration, by: Person, at: datetime) -> None:
    organisation = Organisation.objects.create(
        code=_code(registration), kind=registration.kind, name_ar=registration.name_ar,
        name_en=registration.name_en, region=registration.region,
    )  # fmt: skip
    registration.organisation = organisation
    registration.save(update_fields=["organisation"])
    applicant = registration.applicant
    if applicant.organisation_id is None:
        applicant.organisation = organisation
        applicant.save(update_fields=["organisation"])
    RoleGrant.objects.create(
        person=applicant, role=Role.PARTNER_MANAGER, organisation=organisation, since=at, granted_by=by,
        reason=f"{registration.name_ar}: {registration.licence}",
    )  # fmt: skip


def _code(registration: Registration) -> str:
    """From the English name; a number behind it where that is taken or has no letters."""
    plain = slugify(registration.name_en)[:CODE_LENGTH].strip("-") or "organisation"
    return f"{plain}-{registration.pk}" if Organisation.objects.filter(code=plain).exists() else plain


def _write(registration: Registration, body: Body, evidence: File | None) -> None:
    for name in ("kind", "name_ar", "name_en", "licence", "region", "phone", "wish"):
        setattr(registration, name, getattr(body, name))
    if evidence is not None:
        if registration.papers:
            storage, earlier = registration.papers.storage, str(registration.papers.name)
            transaction.on_commit(lambda: storage.delete(earlier))
        papers.keep(registration.papers, evidence)
    registration.save()


def _step(registration: Registration, kind: RegistrationStep, by: Person, at: datetime, reason: str) -> Step:
    if kind not in OPEN and registration.papers:
        later(destroy_registration_papers, registration=registration.pk, not_before=at + PAPERS_KEPT)
    return Step.objects.create(registration=registration, kind=kind, by=by, at=at, reason=reason)


def _locked(registration: Registration) -> Registration:
    rows = Registration.objects.select_for_update(of=("self",)).select_related("applicant", "region")
    return rows.get(pk=registration.pk)


def _state(registration: Registration) -> str:
    return Step.objects.filter(registration=registration).order_by("-pk").values_list("kind", flat=True)[0]


def _of_applicant(registration: Registration, by: Person) -> list[Reason | None]:
    return [
        None if registration.applicant_id == by.pk else NOT_YOURS,
        None if _state(registration) in OPEN else DECIDED,
    ]


@job
def destroy_registration_papers(*, registration: int) -> None:
    """Destroy the file that came with a registration; what was decided stays."""
    with transaction.atomic():
        rows = Registration.objects.select_for_update(of=("self",)).exclude(papers="")
        current = rows.filter(pk=registration).first()
        if current is None or _state(current) in OPEN:
            return
        storage, name = current.papers.storage, str(current.papers.name)
        transaction.on_commit(lambda: storage.delete(name))
        current.papers = ""
        current.save(update_fields=["papers"])


SUBJECT = _("About your organisation’s registration")
NO_LICENCE = Reason(
    "no_licence", _("This cannot be the number of its licence."),
    _("A company’s registration has ten digits; another body’s licence has three to ten."),
)  # fmt: skip
MINOR = Reason(
    "minor",
    _("Somebody younger than 18 does not register an organisation."),
    _("A grown-up of the organisation does."),
)
ASKED_ALREADY = Reason(
    "asked_already",
    _("You registered an organisation with this number, and it waits."),
    _("Mend that one instead."),
)
TOO_MANY = Reason(
    "too_many", _("Several registrations of yours wait already."), _("Wait for an answer, or withdraw one.")
)
NOT_WAITING = Reason(
    "not_waiting", _("This registration does not wait for a decision."), _("Look at its last step.")
)
OWN = Reason("own", _("Nobody decides on their own registration."), _("A colleague decides."))
NO_REASON = Reason(
    "no_reason", _("This needs words for the applicant."), _("Write what is missing, or why not.")
)
KNOWN = Reason(
    "known", _("An organisation with this licence is here already."),
    _("Refuse it, and tell the applicant to ask that organisation’s manager."),
)  # fmt: skip
NOT_YOURS = Reason(
    "not_yours",
    _("Somebody else registered this organisation."),
    _("Only the applicant mends or withdraws it."),
)
DECIDED = Reason("decided", _("This was decided already."), _("Look at what was decided."))
