"""
What the world shows to whoever walks through it, beside the things that addresses name: states in which a page offers more.

A page that is offered in some state alone is met by the walk once something is in that state: make it here.
"""

from datetime import date, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from athar.direction.content.models import Item
from athar.direction.content.operations import publish
from athar.direction.content.operations import write as write_text
from athar.direction.content.tests.factories import manuscript
from athar.direction.reporting.models import Report
from athar.direction.reporting.operations import approve, freeze, write
from athar.engine.intake import operations as intake
from athar.engine.journeys.models import Case, Enrolment, Seat
from athar.engine.journeys.operations import state_attendance, take_seat
from athar.engine.standards.choices import Level, Outcome
from athar.engine.standards.operations import Reply, answer, submit
from athar.engine.standards.operations import decide as confirm
from athar.engine.standards.tests.factories import answered, elsewhere
from athar.foundation.admissions.tests.factories import RegistrationFactory
from athar.foundation.evidence import papers
from athar.foundation.identity.models import CodeApp
from athar.foundation.people.choices import Role
from athar.foundation.people.queries import INSIDE
from athar.foundation.people.tests.factories import AccountFactory, RoleGrantFactory
from athar.foundation.qualifications.models import Qualification
from athar.foundation.qualifications.tests.factories import QualificationFactory
from athar.initiatives.volunteering.choices import KudosReason, Severity
from athar.initiatives.volunteering.models import AvailabilityCall, Group, Opportunity
from athar.initiatives.volunteering.operations import Report as Injured
from athar.initiatives.volunteering.operations import (
    close_opportunity,
    decide_expenses,
    report_injury,
    submit_opportunity,
    thank,
)
from athar.initiatives.volunteering.tests.factories import drafted, filed, published
from athar.web.ui.context import PAGES
from athar.web.ui.doors import NO_ROLE, OWN
from tests.matrix.knocking import named
from tests.matrix.world import TEXT, World, browser_of

A_MINOR = "a minor"
AGO = timedelta(days=20)  # from when an opportunity of the factory is written to its first shift
# Of these there are many, and only some offer all that can be offered.
MANY = (
    "workspace:opportunity",
    "workspace:shift",
    "workspace:request",
    "workspace:guardian",
    "workspace:qualification",
    "workspace:injury",
    "workspace:expense",
)
# Whose list names one that was sent.
WRITTEN_TO = "workspace:message"
FILE = """kind,initiative,occurred_on,person_name,national_id,count,counting_method,evidence,external_id
training,forum,2023-05-09,ريما القرني,1234567890,,,,w1
headcount,ramadan,2023-04-02,,,52000,meals,{evidence},w2
"""


def a_minor(world: World) -> Client:
    """The browser of somebody who walks and does not knock."""
    return browser_of(AccountFactory(person=world.minor).person)


def occasions(world: World) -> set[str]:
    """Make them all, and return the addresses of what is worth a look though others of its kind were read."""
    made = {
        reverse(name, kwargs=named(world, name, caller)[OWN]) for name in MANY for caller in sorted(INSIDE)
    }
    written_to = {
        reverse("workspace:messages", args=[named(world, WRITTEN_TO, caller)[OWN]["pk"]])
        for caller in sorted(INSIDE)
    }
    with_rosters = {
        reverse("workspace:availability", args=[named(world, "workspace:roster", caller)[OWN]["pk"]])
        for caller in sorted(INSIDE)
    }
    return {
        *made,
        *written_to,
        *with_rosters,
        _asked(world),
        _how_it_was(world),
        *_groups(world),
        _expenses(world),
        *_reports(world),
        *_pages(world),
        *_accounts(world),
        *_file(world),
        *_body(world),
        *_opportunities(world),
        *_qualifications(world),
        *_assessments(world),
    }


def _qualifications(world: World) -> set[str]:
    """Everybody filed one; and one is approved, that training renews and staff may revoke."""
    for person in {*filter(None, world.people.values()), world.minor}:
        if not Qualification.objects.filter(
            person=person, kind="first_aid", state="waiting"
        ).exists():  # the same human in two roles
            QualificationFactory(person=person, paper=True)
    held = QualificationFactory(person=world.stranger, kind="advanced_first_aid", state="approved")
    return {reverse("workspace:qualification", args=[held.pk])}


def _assessments(world: World) -> list[str]:
    """A self-assessment that is confirmed, an answer of it with a file; and others that wait for an answer, to be submitted and to be confirmed."""
    now, executive = timezone.now(), world.people[Role.EXECUTIVE]
    done = answered(world.maker, at=now - AGO)
    paper = Reply(Level.MET, papers=ContentFile(b"%PDF-1.7", name="policy.pdf"))
    answer(round=done, criterion="policy", reply=paper, by=world.maker, at=now - AGO)
    submit(round=done, by=world.maker, at=now - AGO)
    confirm(round=done, outcome=Outcome.CONFIRMED, by=executive, at=now)
    begun = elsewhere(world.maker, standard="walk-begun", at=now)
    ready, waits = (answered(world.maker, standard=f"walk-{name}", at=now) for name in ("ready", "waits"))
    submit(round=waits, by=world.maker, at=now)
    rounds = [reverse("workspace:standard-round", args=[one.pk]) for one in (done, begun, ready, waits)]
    return [*rounds, reverse("workspace:standard-criterion", args=[done.pk, "policy"])]


def _reports(world: World) -> list[str]:
    """A report on each step of its way, so that each step is offered to whoever takes it next: written, approved, frozen."""
    now, board = timezone.now(), world.people[Role.BOARD_MEMBER]
    for steps, year in enumerate((2020, 2021, 2022)):
        report = Report.objects.create(
            slug=f"annual-{year}", kind="annual", period=str(year), starts_on=date(year, 1, 1), ends_on=date(year, 12, 31),
            title_ar=f"التقرير السنوي {year}", title_en=f"Annual report {year}",
        )  # fmt: skip
        revision = write(
            report=report, based_on=0, by=world.maker, at=now, source_ar=TEXT["ar"], source_en=TEXT["en"]
        )
        if steps > 0:
            approve(revision=revision, by=board, at=now)
        if steps > 1:
            freeze(revision=revision, by=world.stranger, at=now)
    years = (2020, 2021, 2022, 2023)  # the last is published
    return [reverse("workspace:report", args=[f"annual-{year}"]) for year in years]


def _pages(world: World) -> list[str]:
    """Pages that whoever writes them puts into the foot of the site."""
    now = timezone.now()
    for item in Item.objects.filter(shelf="page"):
        text = manuscript(navigation="foot")
        revision = write_text(item=item, manuscript=text, based_on=2, by=world.maker, at=now)
        publish(revision=revision, by=world.people[Role.EXECUTIVE], at=now)
    cache.delete(PAGES)
    return [reverse("site:library-item", args=["guide"])]  # in chapters, so that it is offered for printing


def _accounts(world: World) -> list[str]:
    """The first in the list: with a role to end and a second proof to lose, and one that is closed."""
    amal = AccountFactory(person__name="آمال الحازمي", person__organisation=world.body)
    since = timezone.now() - timedelta(days=1)
    RoleGrantFactory(person=amal.person, role=Role.REVIEWER, since=since)
    CodeApp.objects.create(account=amal, secret="JBSWY3DPEHPK3PXP", last_step=1, set_up_at=since)
    closed = AccountFactory(person__name="آسية الحازمي", person__organisation=world.body, is_active=False)
    return [reverse("workspace:account", args=[account.pk]) for account in (amal, closed)]


def _file(world: World) -> list[str]:
    """The newest file, of whoever manages programmes: a row that is wrong, and one that is only unlikely."""
    text = FILE.format(evidence=world.evidence.sha256)
    imported = intake.start(
        file=ContentFile(text.encode()), name="mend.csv", by=world.people[Role.PROGRAMME_MANAGER], at=timezone.now()
    )  # fmt: skip
    intake.read(import_id=imported.pk)
    return [reverse("workspace:import", args=[imported.pk])]


def _body(world: World) -> list[str]:
    """What registered first, with a copy of its licence."""
    registered = RegistrationFactory(
        applicant=world.stranger, submitted_at=timezone.now() - timedelta(days=9)
    )
    papers.keep(registered.papers, ContentFile(b"%PDF-1.7", name="licence.pdf"))
    registered.save()
    return [reverse("workspace:organisation", args=[registered.pk])]


def _opportunities(world: World) -> list[str]:
    """A draft, one in review, one whose shift goes on, and one that is over; taking part: somebody who may knock."""
    now, whose, executive = timezone.now(), world.belongs(OWN), world.people[Role.EXECUTIVE]
    draft = drafted(world.maker, at=now, code="walk-draft", **whose)
    waits = submit_opportunity(
        opportunity=drafted(world.maker, at=now, code="walk-waits", **whose), by=world.maker, at=now
    )
    going_on = published(world.maker, executive, at=now - AGO - timedelta(hours=1), code="walk-now", **whose)
    over = published(world.maker, executive, at=now - 3 * AGO, code="walk-over", expenses=True, **whose)
    seats = [_seat(opportunity, world) for opportunity in (going_on, over)]
    _thanked(seats[1], world)
    report = Injured(happened_at=now, happened="تعثّر بسلك", severity=Severity.FIRST_AID)
    report_injury(session=seats[0].session, person=seats[0].person, report=report, by=world.maker, at=now)
    close_opportunity(opportunity=over, by=world.maker, at=now - 2 * AGO)
    shown = (draft, waits, going_on, over)
    return [
        *(reverse("workspace:opportunity", args=[one.pk]) for one in shown),
        *(reverse("workspace:shift", args=[one.pk, seat.session_id]) for one, seat in zip(shown[2:], seats, strict=True)),
        *(reverse("portal:seat", args=[seat.pk]) for seat in seats),
    ]  # fmt: skip


def _thanked(seat: Seat, world: World) -> None:
    """Somebody who may knock was there, and was thanked for it: their passport leads there."""
    session = seat.session
    state_attendance(
        session=session, person=seat.person, came_at=session.starts_at, left_at=session.ends_at, reason="كشف الورق", by=world.maker,
        at=session.ends_at,
    )  # fmt: skip
    thank(
        session=session, people=[seat.person_id], reason=KudosReason.TEAMWORK, words="", by=world.maker, at=session.ends_at
    )  # fmt: skip


def _asked(world: World) -> str:
    """Somebody who may knock takes part where it is asked who can take which shift: their application leads there."""
    now, person = timezone.now(), world.people[NO_ROLE]
    key = named(world, "portal:application", NO_ROLE)[OWN]["pk"]
    edition = Case.objects.get(pk=key).call.edition
    Enrolment.objects.get_or_create(
        edition=edition, part="volunteer", person=person, ended_at=None, defaults={"since": now}
    )
    AvailabilityCall.objects.get_or_create(
        opportunity=edition.opportunity,
        defaults={"until": now + timedelta(days=9), "by": world.maker, "at": now},
    )
    return reverse("portal:application", args=[key])


def _how_it_was(world: World) -> str:
    """Somebody who may knock is asked how what is over was: their shifts lead there."""
    named(world, "portal:satisfaction", NO_ROLE)
    return reverse("portal:shifts")


def _groups(world: World) -> list[str]:
    """Somebody who may knock leads a group for which seats are kept; and another group waits for a decision."""
    now = timezone.now()
    named(world, "portal:group", NO_ROLE)
    offered = published(
        world.maker, world.people[Role.EXECUTIVE], at=now, code="walk-groups", group_least=2, group_most=9, **world.belongs(OWN)
    )  # fmt: skip
    waits = Group.objects.create(
        session=offered.edition.sessions.get(),
        leader=world.stranger,
        name="فريق الوادي",
        size=2,
        begun_at=now,
    )
    return [
        reverse("portal:shifts"),
        reverse("site:opportunity", args=[offered.edition.code]),
        reverse("workspace:opportunity", args=[offered.pk]),
        reverse("workspace:group", args=[offered.pk, waits.pk]),
    ]


def _expenses(world: World) -> str:
    """Expenses that are approved, so that somebody may say when they were paid."""
    offered = Opportunity.objects.get(edition__code="of-the-body")
    report = filed(offered, world.stranger)
    decide_expenses(report=report, approves=True, by=world.maker, at=timezone.now())
    return reverse("workspace:expense", args=[report.pk])


def _seat(opportunity: Opportunity, world: World):
    person, session = world.people[NO_ROLE], opportunity.edition.sessions.get()
    at = session.starts_at - timedelta(days=1)
    Enrolment.objects.create(edition=opportunity.edition, part="volunteer", person=person, since=at)
    return take_seat(session=session, person=person, by=person, at=at)
