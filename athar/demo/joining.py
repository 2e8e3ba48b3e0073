"""
Who is about to come in, in the demonstration's present: people named after the example they are («المثال»), with no records.

The rows are written as they would have come about; a link that was sent stays open for years, because the demonstration's
present does not move on with the calendar.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from athar.demo.orders import LAST_DAY
from athar.demo.world import World
from athar.foundation.admissions.choices import RegistrationStep, Relation, Verdict
from athar.foundation.admissions.models import GuardianInvitation, GuardianLink, Invitation
from athar.foundation.admissions.operations import (
    Body,
    decide_link,
    decide_registration,
    submit_registration,
)
from athar.foundation.core.dates import RIYADH
from athar.foundation.identity.choices import Channel
from athar.foundation.people.choices import Gender, Role
from athar.foundation.people.models import Account, Person, RoleGrant
from athar.foundation.places.models import Region

STAYS_OPEN = timedelta(days=3650)
GENDERS = {"f": Gender.FEMALE, "m": Gender.MALE}


@dataclass(frozen=True)
class Family:
    """A child and who answered for it: name, name in Latin letters, gender. ``believed``: staff confirmed it."""

    child: tuple[str, str, str]
    born: date
    guardian: tuple[str, str, str]
    relation: Relation
    days_ago: int
    believed: bool = False


FAMILIES = [
    Family(("جود المثال", "Joud Almithal", "f"), date(2012, 5, 6), ("هدى المثال", "Huda Almithal", "f"), Relation.MOTHER, 2),
    Family(("سعود العينة", "Saud Alayyinah", "m"), date(2011, 8, 17), ("ماجد العينة", "Majed Alayyinah", "m"), Relation.FATHER, 1),
    Family(("ريما النموذج", "Rima Alnamudhaj", "f"), date(2013, 2, 3), ("فيصل النموذج", "Faisal Alnamudhaj", "m"), Relation.FATHER, 9, believed=True),
]  # fmt: skip


@dataclass(frozen=True)
class Asking:
    """A body that registered. ``answer``: what staff said a day later, and why; the others wait."""

    kind: str
    name_ar: str
    name_en: str
    licence: str
    region: str
    wish: str
    applicant: tuple[str, str, str]
    days_ago: int
    answer: tuple[RegistrationStep, str] | None = None


BODIES = [
    Asking("university", "جامعة المثال", "Example University", "4120017", "SA-01", "فرص تطوعية لطلبة عمادة شؤون الطلاب.", ("عبير المثال", "Abeer Almithal", "f"), 3),
    Asking("company", "شركة العينة للتقنية", "Sample Technology Company", "1012345678", "SA-04", "ساعات تطوع احترافي من موظفينا.", ("ناصر العينة", "Nasser Alayyinah", "m"), 2),
    Asking("school", "مدرسة النموذج الثانوية", "Model Secondary School", "31415", "SA-05", "نادٍ للتطوع المدرسي.", ("منال النموذج", "Manal Alnamudhaj", "f"), 6,
           (RegistrationStep.ASKED, "نسخة الترخيص غير مرفقة.")),
    Asking("company", "مؤسسة التجربة", "Trial Establishment", "1098765432", "SA-02", "نشر إعلانات في الموقع.", ("سامي التجربة", "Sami Altajribah", "m"), 8,
           (RegistrationStep.REFUSED, "الموقع لا ينشر إعلانات.")),
]  # fmt: skip


def enter_all(world: World) -> None:
    """Guardians and organisations: some wait for staff, some were answered; each child named another who has not answered."""
    for number, family in enumerate(FAMILIES):
        moment = datetime.combine(
            LAST_DAY - timedelta(days=family.days_ago), time(10, 5 + number), tzinfo=RIYADH
        )
        world.timeline.at(moment, partial(_enter, world, number, family))

    world.timeline.at(
        datetime.combine(LAST_DAY - timedelta(days=1), time(11), tzinfo=RIYADH), partial(_invite, world)
    )
    for number, body in enumerate(BODIES):
        moment = datetime.combine(
            LAST_DAY - timedelta(days=body.days_ago), time(12, 20 + number), tzinfo=RIYADH
        )
        world.timeline.at(moment, partial(_register, world, number, body))


def _invite(world: World, at: datetime) -> None:
    """Hind invites a colleague, Salma a second manager of her body; both links stay open."""
    for inviter, role, organisation, address in (
        ("hind", Role.AUDITOR, None, "auditor-to-be@example.org"),
        ("salma", Role.PARTNER_MANAGER, world.bodies["body-m-02"], "manager-to-be@example.org"),
    ):
        invitation = Invitation(
            role=role, organisation=organisation, invited_by=world.staff[inviter], reason="دعوة تجريبية", language="ar",
            sent_at=at, expires_at=at + STAYS_OPEN,
        )  # fmt: skip
        invitation.address(address)
        invitation.renew()
        invitation.save()


def _register(world: World, number: int, asked: Asking, at: datetime) -> None:
    applicant = _somebody(asked.applicant, date(1985 + number, 9, 1), f"applicant{number}@example.org", at)
    body = Body(
        kind=asked.kind, name_ar=asked.name_ar, name_en=asked.name_en, licence=asked.licence,
        region=Region.objects.get(pk=asked.region), phone=f"+9665000999{number:02d}", wish=asked.wish,
    )  # fmt: skip
    kept = submit_registration(applicant=applicant, body=body, at=at)
    if asked.answer:
        kind, reason = asked.answer
        decide_registration(
            registration=kept, kind=kind, by=world.staff["saad"], at=at + timedelta(days=1), reason=reason
        )


def _enter(world: World, number: int, family: Family, at: datetime) -> None:
    child = _somebody(family.child, family.born, f"child{number}@example.org", at)
    guardian = _somebody(family.guardian, date(1980 + number, 3, 4), f"guardian{number}@example.org", at)
    RoleGrant.objects.create(person=child, role=Role.VOLUNTEER, since=at)
    _invitation(child, f"other-guardian{number}@example.org", at)
    link = GuardianLink.objects.create(
        child=child, guardian=guardian, relation=family.relation, claimed_at=at
    )
    if family.believed:
        decide_link(link=link, verdict=Verdict.APPROVED, by=world.staff["noura"], at=at + timedelta(hours=3))


def _invitation(child: Person, address: str, at: datetime) -> None:
    invitation = GuardianInvitation(
        child=child, channel=Channel.EMAIL, address=address, sent_at=at, expires_at=at + STAYS_OPEN
    )
    invitation.renew()
    invitation.save()


def _somebody(words: tuple[str, str, str], born: date, email: str, at: datetime) -> Person:
    name, latin, gender = words
    person = Person.objects.create(
        name=name, name_latin=latin, gender=GENDERS[gender], birth_date=born, email=email
    )
    account = Account(email=email, person=person, created_at=at)
    account.set_unusable_password()
    account.save()
    return person
