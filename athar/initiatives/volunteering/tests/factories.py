from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.engine.journeys.designs import design_to
from athar.engine.journeys.models import Workflow
from athar.engine.journeys.operations import draft_workflow, publish_workflow
from athar.engine.ledger.tests.factories import InitiativeFactory
from athar.engine.register.models import Initiative
from athar.foundation.evidence import papers
from athar.foundation.people.models import ConsentEvent, Organisation, Person
from athar.foundation.people.tests.factories import OrganisationFactory, PersonFactory
from athar.foundation.places.models import Region
from athar.initiatives.volunteering.catalogue import workflow_for
from athar.initiatives.volunteering.choices import Choosing
from athar.initiatives.volunteering.models import ExpenseReport, Opportunity
from athar.initiatives.volunteering.operations import (
    add_shift,
    draft_opportunity,
    publish_opportunity,
    submit_opportunity,
)

NOW = datetime(2027, 1, 10, 9, tzinfo=UTC)
WHOLE = {
    "level": "general", "field": "food",
    "summary_ar": "إفطار صائم", "summary_en": "Iftar for people who fast",
    "description_ar": "نستقبل الصائمين كل ليلة.", "description_en": "We welcome people who fast every night.",
    "charter_ar": "ألتزم بالموعد.", "charter_en": "I keep the time.",
    "place_ar": "ساحة الحرم", "place_en": "The square",
}  # fmt: skip


def drafted(
    by: Person,
    *,
    code: str = "iftar",
    at: datetime = NOW,
    organisation: Organisation | None = None,
    initiative: Initiative | None = None,
    **details,
) -> Opportunity:
    """A draft that says all it must, three weeks ahead, with one shift of four hours and two seats."""
    first = (at + timedelta(days=20)).date()
    opportunity = draft_opportunity(
        initiative=initiative or InitiativeFactory(), organisation=organisation or OrganisationFactory(), code=code, names=("إفطار", "Iftar"),
        starts_on=first, ends_on=first + timedelta(days=5), by=by,
        details=WHOLE | {"region": Region.objects.first()} | details,
    )  # fmt: skip
    shift(opportunity, at=at)
    return opportunity


def shift(
    opportunity: Opportunity,
    *,
    days: int = 20,
    hours: float = 0,
    capacity: int = 2,
    at: datetime = NOW,
    **more,
):
    starts_at = at + timedelta(days=days, hours=hours)
    return add_shift(
        opportunity=opportunity, names=("وردية", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=4),
        capacity=capacity, **more,
    )  # fmt: skip


def published(writer: Person, reviewer: Person, *, at: datetime = NOW, **changes) -> Opportunity:
    opportunity = submit_opportunity(opportunity=drafted(writer, at=at, **changes), by=writer, at=at)
    return publish_opportunity(opportunity=opportunity, by=reviewer, at=at)


def filed(opportunity: Opportunity, person: Person, *, paper: bool = True, **changes) -> ExpenseReport:
    """Expenses that wait for a decision."""
    now = timezone.now()
    report = ExpenseReport(
        **{"opportunity": opportunity, "person": person, "day": now.date(), "kind": "travel", "amount": Decimal("42.50"), "purpose": "سيارة أجرة",
           "no_bill": "" if paper else "ضاع", "filed_at": now, "changed_at": now} | changes
    )  # fmt: skip
    if paper:
        papers.keep(report.bill, ContentFile(b"%PDF-1.7 bill", name="bill.pdf"))
    report.save()
    return report


def volunteer(**changes) -> Person:
    """Somebody of age who agreed to take part."""
    person = PersonFactory(
        **{"birth_date": datetime(1995, 5, 1, tzinfo=UTC).date(), "gender": "female"} | changes
    )
    ConsentEvent.objects.create(person=person, purpose="participation", given=True, on=date(2020, 1, 1))
    return person


def interviewing(by: Person, *, code: str = "interviewed", at: datetime = NOW) -> Workflow:
    """A published workflow by which whoever applies is invited to a talk before they are taken."""
    data = design_to(workflow_for(Choosing.CHOSEN))
    data["name"] = {"ar": "فرصة بمقابلة", "en": "Opportunity with an interview"}
    data["stages"].insert(1, {"code": "interview", "ar": "المقابلة", "en": "Interview"})
    data["states"].insert(
        2, {"code": "invited", "stage": "interview", "ar": "مدعو إلى مقابلة", "en": "Invited to an interview"}
    )
    for step in data["transitions"]:
        if step["code"] == "take":
            step["from"] = ["invited"]
        elif "sent" in step["from"]:
            step["from"].append("invited")
    data["transitions"].append(
        {
            "code": "invite", "from": ["sent"], "to": "invited", "ar": "دعوة إلى مقابلة", "en": "Invite to an interview",
            "by": ["programme_manager"], "decides": True,
        }
    )  # fmt: skip
    workflow = draft_workflow(code=code, data=data)
    publish_workflow(workflow=workflow, by=by, at=at)
    return workflow
