"""
What some of the demonstration's volunteers can do: skills, and qualifications that are approved or wait for a decision.

Like what is open to sign up for, it counts from the day of the building; nothing of it is a record, so no figure depends on it.
"""

import io
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from athar.demo.world import World
from athar.foundation.core.dates import riyadh_day
from athar.foundation.people.models import Person
from athar.foundation.qualifications.catalogue import kinds
from athar.foundation.qualifications.choices import Verdict
from athar.foundation.qualifications.operations import decide, declare_skills, file_qualification

REVIEWER = "noura"
FILED, DECIDED = timedelta(days=3), timedelta(days=2)  # before the day of the building
ISSUER = "مركز تدريب تجريبي"
# Of the cast: skills, and qualifications with how many days ago they were awarded and whether they are approved.
CAST = {
    "sara": (["welcoming", "photography", "writing"], [("advanced_first_aid", 200, True), ("crowd_safety", 400, True)]),
    "omar": (["driving", "organising"], [("driving_licence", 900, True)]),
    "majed": (["welcoming", "crowds"], [("first_aid", 60, False)]),
}  # fmt: skip


def declare_all(world: World, *, at: datetime) -> None:
    """Declare the skills of the cast and file what they hold; a colleague approves most of it."""
    for key, (skills, held) in CAST.items():
        person = world.staff[key]
        declare_skills(person=person, people=[person.pk], codes=skills, at=at - FILED)
        for kind, days, approved in held:
            _file(world, person, kind, timedelta(days=days), approved=approved, at=at)


def _file(world: World, person: Person, kind: str, since: timedelta, *, approved: bool, at: datetime) -> None:
    filed = file_qualification(
        person=person, kind=kind, issuer=ISSUER, awarded_on=riyadh_day(at - since), papers=_document(kind), by=person, at=at - FILED
    )  # fmt: skip
    if approved:
        decide(qualification=filed, verdict=Verdict.APPROVED, by=world.staff[REVIEWER], at=at - DECIDED)


def _document(kind: str) -> ContentFile:
    """A sheet that says what it is, and that it is made up."""
    sheet = Image.new("RGB", (900, 640), "#ffffff")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((24, 24, 876, 616), outline="#5a2777", width=4)
    pen.text((80, 260), f"{kinds()[kind].en}\n\nDemonstration document", fill="#211826", font_size=34)
    content = io.BytesIO()
    sheet.save(content, "PNG", optimize=True)
    return ContentFile(content.getvalue(), name="document.png")
