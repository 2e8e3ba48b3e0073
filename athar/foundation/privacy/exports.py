"""Asking for a copy of one's data, making it, and taking it away again."""

from datetime import datetime, timedelta
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from athar.foundation.core.jobs import job, later
from athar.foundation.notices.operations import tell
from athar.foundation.people.models import Person
from athar.foundation.privacy import exporting, held, queries
from athar.foundation.privacy.models import Export

OPEN_FOR = timedelta(days=7)


@transaction.atomic
def ask_for_export(*, person: Person, at: datetime) -> Export:
    """Have a copy made of everything held of the person. One that is being made is not asked for twice."""
    Person.objects.select_for_update().get(pk=person.pk)
    waiting = Export.objects.filter(person=person, finished_at=None, removed_at=None).first()
    if waiting:
        return waiting
    export = Export.objects.create(person=person, asked_at=at, total=len(held.holdings()) + 1)
    later(make_export, export=export.pk, person=person.pk)
    return export


@job
def make_export(*, export: int, person: int) -> None:
    """
    Write both files. Run again, it changes nothing.

    Progress is written outside the reading, so that whoever waits sees it.
    """
    current = Export.objects.select_related("person").get(pk=export, person=person)
    if current.finished_at or current.removed_at:
        return
    at = timezone.now()
    people = queries.rows_of_human(current.person, at=at)
    sections = []
    for done, section in enumerate(exporting.contents(people), start=1):
        sections.append(section)
        Export.objects.filter(pk=export).update(done=done)
    data = exporting.as_data(current.person, sections, at=at)
    document = exporting.as_document(people, at=at)
    _keep(export, data, document, at)


@transaction.atomic
def _keep(export: int, data: bytes, document: bytes, at: datetime) -> None:
    current = Export.objects.select_for_update().get(pk=export)
    if current.finished_at or current.removed_at:
        return
    # Names nobody can guess; who may fetch them is asked all the same.
    current.data.save("data.json", ContentFile(data), save=False)
    current.document.save("data.pdf", ContentFile(document), save=False)
    current.done, current.finished_at, current.expires_at = current.total, at, at + OPEN_FOR
    current.save()
    tell(current.person_id, "privacy.copy_ready", at=at, until=current.expires_at.isoformat())


@transaction.atomic
def remove_export(*, export: Export, at: datetime) -> None:
    """Take the files away for good; that a copy was asked for stays known."""
    current = Export.objects.select_for_update().get(pk=export.pk)
    if current.removed_at:
        return
    for file in (current.data, current.document):
        if file:
            transaction.on_commit(partial(file.storage.delete, str(file.name)))
    current.data, current.document, current.removed_at = "", "", at
    current.save(update_fields=["data", "document", "removed_at"])
