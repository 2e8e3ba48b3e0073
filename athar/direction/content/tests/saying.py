"""Something said in public, with a picture and a document, for tests of other rooms."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from athar.direction.content.models import Item
from athar.direction.content.operations import add_attachment, add_picture, begin, publish, write
from athar.direction.content.tests.factories import image, manuscript

CHAPTERS = {"body_ar": "## ماذا نقيس\n\nالوعي.\n", "body_en": "## What we measure\n\nAwareness.\n"}


def said(shelf: str, slug: str, *, writer: Any, publisher: Any, chapters: bool = False) -> Item:
    """An item readers see, made once; ``chapters``: its text can be printed."""
    if known := Item.objects.filter(shelf=shelf, slug=slug).first():
        return known
    now = timezone.now()
    item = begin(shelf=shelf, slug=slug, manuscript=manuscript(), by=writer, at=now).item
    by = {"by": writer, "at": now}
    picture = add_picture(item=item, file=image(), alt_ar="حلقات", alt_en="Rings", decorative=False, **by)
    paper = ContentFile(b"%PDF-1.7", name="a.pdf")
    kept = add_attachment(item=item, file=paper, title_ar="ورقة", title_en="Paper", **by)
    text = manuscript(lead_picture=picture.pk, attachments=(kept.pk,), **(CHAPTERS if chapters else {}))
    publish(revision=write(item=item, manuscript=text, based_on=1, **by), by=publisher, at=now)
    return item
