"""
What the authority is sent about a breach: the points its regulation asks for, in both languages, as a PDF.

Source: Personal Data Protection Law, implementing regulation, art. 24 (1): what happened and when it was discovered;
kinds of data and about how many people; the risk and its assessment; what was done and will be done; whether those
affected were told; how to reach the controller.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from athar.foundation.core.dates import RIYADH, both_calendars, riyadh_day
from athar.foundation.core.numerals import format_number
from athar.foundation.core.personal import Category
from athar.foundation.core.printing import compiled
from athar.foundation.core.refusals import Text, both_languages
from athar.foundation.privacy.breaches import assessed, countdown_of
from athar.foundation.privacy.choices import BreachStepKind, Risk
from athar.foundation.privacy.models import Breach, BreachStep

SOURCE = Path(__file__).parent / "typst" / "breach.typ"
LANGUAGES = ("ar", "en")


def notification(breach: Breach, *, at: datetime) -> bytes:
    """The PDF as things stand at that moment."""
    day = riyadh_day(at)
    whole = {
        "title": both_languages(_("Notification of a breach of personal data")),
        "drill": both_languages(_("A drill: nothing happened")) if breach.drill else None,
        "association": settings.ATHAR_ASSOCIATION["ar"],
        "date": [day.year, day.month, day.day],
        "number": f"B-{breach.pk:04d}",
        "facts": [{"label": both_languages(label), "text": text} for label, text in _facts(breach, at)],
        "done": {
            "label": both_languages(_("What was done")),
            "rows": [_row(step) for step in breach.steps.all()],
        },
    }
    return compiled(SOURCE, {"breach": json.dumps(whole, ensure_ascii=False)}, on=day)


def _facts(breach: Breach, at: datetime) -> list[tuple[Text, dict[str, str]]]:
    affected, risk = assessed(breach)
    clock = countdown_of(breach, at=at)
    kinds = [both_languages(Category(kind).label) for kind in breach.kinds]
    return [
        (_("Controller"), dict(settings.ATHAR_ASSOCIATION)),
        (_("In one line"), _same(breach.title)),
        (_("What happened"), _same(breach.happened)),
        (_("Discovered"), _moment(breach.discovered_at)),
        (_("The authority has to be told by"), _moment(clock.due_at)),
        (
            _("Kinds of data"),
            {"ar": "، ".join(one["ar"] for one in kinds), "en": ", ".join(one["en"] for one in kinds)},
        ),
        (_("People affected, about"), {code: format_number(affected, code) for code in LANGUAGES}),
        (_("How they were counted"), _same(breach.method)),
        (_("Risk for them"), both_languages(Risk(risk).label)),
    ]


def _row(step: BreachStep) -> dict[str, Any]:
    return {
        "what": both_languages(BreachStepKind(step.kind).label),
        "when": _moment(step.at),
        "text": step.text,
        "reference": step.reference,
    }


def _same(text: str) -> dict[str, str]:
    """What somebody wrote, in the language they wrote it in."""
    return {"ar": text, "en": ""}


def _moment(moment: datetime) -> dict[str, str]:
    local = moment.astimezone(RIYADH)
    return {
        "ar": f"{both_calendars(local.date(), 'ar')}، {local:%H:%M}",
        "en": f"{both_calendars(local.date(), 'en')}, {local:%H:%M}",
    }
