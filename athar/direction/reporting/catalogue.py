"""The reports the association starts with: their periods, and the text of their first revision, from data/*.md."""

from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from athar.direction.reporting.models import Report, ReportKind, Revision
from athar.direction.reporting.operations import write
from athar.foundation.people.models import Person

DATA = Path(__file__).parent / "data"

REPORTS = (
    {
        "slug": "annual-2023", "kind": ReportKind.ANNUAL, "period": "2023", "starts_on": date(2023, 1, 1), "ends_on": date(2023, 12, 31),
        "title_ar": "التقرير السنوي 2023", "title_en": "Annual report 2023",
    },
    {
        "slug": "plan-2020-2023", "kind": ReportKind.PLAN, "period": "2020-2023", "starts_on": date(2020, 1, 1), "ends_on": date(2023, 12, 31),
        "title_ar": "حصاد الخطة الإستراتيجية من 2020 إلى 2023", "title_en": "The harvest of the strategic plan 2020–2023",
    },
)  # fmt: skip


@transaction.atomic
def load(*, by: Person, at: datetime) -> list[Revision]:
    """
    Register the reports and keep the first revision of each, written by ``by``; what is there already stays.

    Indicators must be loaded before: a text that refers to an unknown figure is refused.
    """
    revisions = []
    for entry in REPORTS:
        report, _ = Report.objects.get_or_create(slug=entry["slug"], defaults=entry)
        if not report.revisions.exists():
            texts = {
                f"source_{language}": (DATA / f"{report.slug}.{language}.md").read_text()
                for language in ("ar", "en")
            }
            revisions.append(write(report=report, based_on=0, by=by, at=at, note="", **texts))
    return revisions
