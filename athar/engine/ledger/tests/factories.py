from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import factory
from django.core.files.base import ContentFile

from athar.engine.ledger.leaf import Facts
from athar.engine.ledger.models import Proposal
from athar.engine.register.models import Edition, Initiative
from athar.foundation.evidence.models import Evidence
from athar.foundation.evidence.operations import keep
from athar.foundation.people.models import Person
from athar.foundation.people.tests.factories import PersonFactory

NOON = datetime(2023, 6, 1, 12, tzinfo=ZoneInfo("Asia/Riyadh"))


class InitiativeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Initiative
        django_get_or_create = ("code",)

    code = "forum"
    number = factory.Sequence(lambda n: n + 1)
    name_ar = "منتدى الرياض للعمل التطوعي"
    name_en = "Riyadh Forum for Volunteer Work"
    summary_ar = "يجمع صنّاع التطوع"
    summary_en = "Everyone who makes volunteering work"
    started_in = 2023


class EditionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Edition

    initiative = factory.SubFactory(InitiativeFactory)
    code = factory.Sequence(lambda n: f"forum-{n}")
    name_ar = "المنتدى 2023"
    name_en = "Forum 2023"
    starts_on = date(2023, 1, 1)
    ends_on = date(2023, 12, 31)


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    kind = "hours"
    occurred_on = date(2023, 4, 2)
    initiative = factory.SubFactory(InitiativeFactory)
    person = factory.SubFactory(PersonFactory)
    entered_by = factory.SubFactory(PersonFactory, name="خالد الحربي")
    entered_at = NOON
    quantity = Decimal("4.00")
    unit = "hour"


def sheet(by: Person, text: str = "ليلة,العدد\n1,380\n") -> Evidence:
    return keep(
        file=ContentFile(text.encode(), name="count.csv"),
        title_ar="كشف العد",
        title_en="Counting sheet",
        media_type="text/csv",
        by=by,
        at=NOON,
    )


def service(person: Person, initiative: Initiative, on: date = date(2023, 5, 9), **changes) -> Facts:
    facts = Facts(
        kind="service", occurred_on=on, initiative=initiative.code, initiative_id=initiative.pk,
        person_ref=person.ref, person_id=person.pk, gender=person.gender, age_group="25-34",
    )  # fmt: skip
    return facts._replace(**changes)


def headcount(
    evidence: Evidence, initiative: Initiative, how_many: int = 380, on: date = date(2023, 4, 3), **changes
) -> Facts:
    facts = Facts(
        kind="headcount", occurred_on=on, initiative=initiative.code, initiative_id=initiative.pk, headcount=how_many, method="meals",
        evidence=evidence.sha256, evidence_id=evidence.pk,
    )  # fmt: skip
    return facts._replace(**changes)
