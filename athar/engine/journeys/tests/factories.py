from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import yaml

from athar.engine.journeys.catalogue import template
from athar.engine.journeys.designs import Design, design_from, design_to
from athar.engine.journeys.models import Call, Form, Session, WorkflowVersion
from athar.engine.journeys.operations import (
    draft_workflow,
    open_call,
    open_session,
    publish_form,
    publish_workflow,
)
from athar.engine.ledger.tests.factories import EditionFactory
from athar.engine.register.models import Edition
from athar.foundation.people.models import Person

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
QUESTIONS = [
    {"code": "why", "kind": "text", "ar": "لماذا تتقدم؟", "en": "Why do you apply?", "required": True, "longest": 100},
    {"code": "drives", "kind": "choice", "ar": "هل تقود سيارة؟", "en": "Do you drive?", "options": [
        {"code": "yes", "ar": "نعم", "en": "Yes"}, {"code": "no", "ar": "لا", "en": "No"}]},
    {"code": "years", "kind": "number", "ar": "منذ كم سنة؟", "en": "For how many years?", "least": 0, "most": 60, "required": True,
     "shown_if": {"drives": "yes"}},
    {"code": "charter", "kind": "agreed", "ar": "أوافق على الميثاق", "en": "I agree to the charter", "required": True},
]  # fmt: skip
COMPLETE = {"why": "أحب خدمة الحجاج", "drives": "no", "charter": True}


FOLDER = Path(__file__).parent / "workflows"  # what only the tests of the engine apply by


def design(code: str) -> Design:
    path = FOLDER / f"{code}.yaml"
    return design_from(yaml.safe_load(path.read_text())) if path.exists() else template(code)


def workflow(code: str, by: Person) -> WorkflowVersion:
    """A published version of one of the templates, or of the opportunity of these tests."""
    return publish_workflow(workflow=draft_workflow(code=code, data=design_to(design(code))), by=by, at=NOW)


def session_at(edition: Edition, starts_at: datetime, *, capacity: int = 1, **more) -> Session:
    """A session of four hours."""
    return open_session(
        edition=edition, part="volunteer", names=("مناوبة", "Shift"), starts_at=starts_at, ends_at=starts_at + timedelta(hours=4),
        capacity=capacity, **more,
    )  # fmt: skip


def call_of(code: str, by: Person, *, asks: bool = False, **changes) -> Call:
    """A call open for a week, on one of the templates."""
    edition = EditionFactory(starts_on=NOW.date() + timedelta(30), ends_on=NOW.date() + timedelta(40))
    form = (
        publish_form(
            form=Form.objects.create(code=code, name_ar="طلب", name_en="Application", draft=QUESTIONS),
            by=by,
            at=NOW,
        )
        if asks
        else None
    )
    values = {"takes": "person", "part": "volunteer", "closes_at": NOW + timedelta(7)} | changes
    return partial(open_call, edition=edition, code=f"{code}-1", names=("دعوة", "Call"), form=form)(
        workflow=workflow(code, by), opens_at=NOW - timedelta(1), **values
    )
