"""Writes: an item is begun and written, pictures and documents arrive, readers are shown a text or nothing."""

from datetime import datetime

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from athar.direction.content.arrivals import drawn, looked_at
from athar.direction.content.choices import Shelf
from athar.direction.content.manuscript import LANGUAGES, Manuscript, changed, manuscript_of
from athar.direction.content.models import Attachment, Decision, Item, Picture, Retraction, Revision
from athar.direction.content.rules import PUBLISHERS, behind_after, refusals, wrong_window
from athar.direction.content.texts import Asked, asked_by, plain_words
from athar.direction.strategy.models import Indicator
from athar.direction.strategy.queries import told_periods
from athar.foundation.core.dates import riyadh_day
from athar.foundation.core.refusals import Reason, Refused
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Person
from athar.foundation.people.queries import roles_of_person


class ContentRefused(Refused):
    """The item cannot take this step; every reason is listed."""


@transaction.atomic
def begin(*, shelf: Shelf, slug: str, manuscript: Manuscript, by: Person, at: datetime) -> Revision:
    """
    Begin an item with its first text.

    :raises ContentRefused: when the address is taken or the text has faults.
    """
    if Item.objects.filter(shelf=shelf, slug=slug).exists():
        raise ContentRefused(
            Reason("taken", _("Another item has this address."), _("Choose another end of the address."))
        )
    item = Item.objects.create(shelf=shelf, slug=slug, created_by=by, created_at=at)
    return write(item=item, manuscript=manuscript, based_on=0, by=by, at=at)


@transaction.atomic
def write(
    *, item: Item, manuscript: Manuscript, based_on: int, by: Person, at: datetime, note: str = ""
) -> Revision:
    """
    Keep a new text of an item. A text that says exactly what the newest says makes no new revision.

    :param based_on: number of the revision the writer started from; 0 for the first.
    :raises ContentRefused: when somebody wrote in between, or the text has faults (all of them, with their lines).
    """
    return _kept(item, manuscript, based_on=based_on, by=by, at=at, note=note, behind=None)


@transaction.atomic
def restore(*, revision: Revision, by: Person, at: datetime, note: str = "") -> Revision:
    """Go back to an earlier text: a new revision that says what the old one said, each language as far as it was."""
    item = Item.objects.select_for_update().get(pk=revision.item_id)
    newest = item.revisions.first()
    number = newest.number if newest else 0
    manuscript = manuscript_of(revision)
    return _kept(item, manuscript, based_on=number, by=by, at=at, note=note, behind=revision.behind)


def _kept(
    item: Item,
    manuscript: Manuscript,
    *,
    based_on: int,
    by: Person,
    at: datetime,
    note: str,
    behind: str | None,
) -> Revision:
    """:param behind: the language that is behind, where that does not follow from the change."""
    Item.objects.select_for_update().get(pk=item.pk)
    newest = item.revisions.first()
    reasons = [] if based_on == (newest.number if newest else 0) else [_overtaken()]
    asked = {
        language: asked_of(item, getattr(manuscript, f"body_{language}"), language, at=at)
        for language in LANGUAGES
    }
    reasons += [fault for language in LANGUAGES for fault in asked[language].faults]
    if not (manuscript.title_ar.strip() or manuscript.title_en.strip()):
        reasons.append(Reason("no_title", _("There is no title."), _("Write one in at least one language.")))
    if reasons:
        raise ContentRefused(*reasons)
    before = manuscript_of(newest) if newest else Manuscript()
    if newest and _same(before, manuscript, newest):
        return newest
    revision = Revision.objects.create(
        item=item,
        number=based_on + 1,
        behind=_behind(newest, before, manuscript) if behind is None else behind,
        search_key=_search_key(manuscript),
        lead_picture=_own_picture(item, manuscript.lead_picture),
        written_by=by,
        written_at=at,
        note=note,
        **manuscript.columns(),
    )
    revision.attachments.set(item.attachments.filter(pk__in=manuscript.attachments))
    numbers = [number for found in asked.values() for number in found.pictures]
    lead = [revision.lead_picture] if revision.lead_picture else []
    revision.pictures.set([*item.pictures.filter(number__in=numbers), *lead])
    return revision


def asked_of(item: Item | None, source: str, language: str, *, at: datetime) -> Asked:
    """What a text asks for, and its faults; of an item that is not begun yet, no picture is known."""
    return asked_by(
        source,
        language,  # type: ignore[arg-type]
        figures=set(Indicator.objects.values_list("code", flat=True)),
        periods={period.name for period in told_periods(riyadh_day(at))},
        pictures=set(item.pictures.values_list("number", flat=True)) if item else set(),
    )


@transaction.atomic
def add_picture(
    *, item: Item, file: File, alt_ar: str, alt_en: str, decorative: bool, by: Person, at: datetime
) -> Picture:
    """
    Draw a picture anew and keep it with an item, under the next number. The same picture is kept once.

    :raises ContentRefused: when it is not described in both languages; ``ArrivalRefused`` when it is no picture.
    """
    Item.objects.select_for_update().get(pk=item.pk)
    if not decorative and not (alt_ar.strip() and alt_en.strip()):
        raise ContentRefused(
            Reason(
                "no_description",
                _("The picture is not described in both languages."),
                _("Say in a sentence what it shows, or mark it as decoration."),
            )
        )
    made = drawn(file)
    newest = item.pictures.last()
    picture = Picture(
        item=item,
        number=newest.number + 1 if newest else 1,
        sha256=made.sha256,
        width=made.width,
        height=made.height,
        alt_ar="" if decorative else alt_ar.strip(),
        alt_en="" if decorative else alt_en.strip(),
        decorative=decorative,
        added_by=by,
        added_at=at,
    )
    for size, content in (("large", made.large), ("small", made.small)):
        getattr(picture, size).save(f"{made.sha256}-{size}.webp", ContentFile(content), save=False)
    picture.save()
    return picture


@transaction.atomic
def add_attachment(
    *, item: Item, file: File, title_ar: str, title_en: str, by: Person, at: datetime
) -> Attachment:
    """
    Keep a document with an item. The same bytes are kept once; the name somebody chose never reaches the disk.

    :raises ArrivalRefused: when it is no document that we hand out.
    """
    looked = looked_at(file)
    known = item.attachments.filter(sha256=looked.sha256).first()
    if known:
        return known
    attachment = Attachment(
        item=item,
        sha256=looked.sha256,
        title_ar=title_ar,
        title_en=title_en,
        media_type=looked.media_type,
        extension=looked.extension,
        size=looked.size,
        added_by=by,
        added_at=at,
    )
    file.seek(0)
    attachment.file.save(f"{looked.sha256}{looked.extension}", file, save=False)
    attachment.save()
    return attachment


@transaction.atomic
def publish(
    *,
    revision: Revision,
    by: Person,
    at: datetime,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Decision:
    """
    Show a text to readers, now or from a later moment on, for good or until another.

    :raises ContentRefused: with every reason that says no.
    """
    item = Item.objects.select_for_update().get(pk=revision.item_id)
    newest = item.revisions.first()
    reasons = refusals(revision, by=by.pk, newest=newest.number if newest else 0)
    reasons += wrong_window(starts_at or at, ends_at, at=at) + _not_a_publisher(by, at)
    if reasons:
        raise ContentRefused(*reasons)
    return Decision.objects.create(
        item=item, revision=revision, starts_at=starts_at or at, ends_at=ends_at, by=by, at=at
    )


@transaction.atomic
def withdraw(*, item: Item, by: Person, at: datetime, starts_at: datetime | None = None) -> Decision:
    """
    Show readers nothing, now or from a later moment on.

    :raises ContentRefused: when nothing is public or scheduled, or the moment has passed.
    """
    Item.objects.select_for_update().get(pk=item.pk)
    reasons = wrong_window(starts_at or at, None, at=at) + _not_a_publisher(by, at)
    last = item.decisions.in_force().filter(starts_at__lte=starts_at or at).first()
    if last is None or last.revision_id is None:
        reasons.append(
            Reason("not_shown", _("Readers see nothing of it then."), _("Nothing needs to be done."))
        )
    if reasons:
        raise ContentRefused(*reasons)
    return Decision.objects.create(item=item, revision=None, starts_at=starts_at or at, by=by, at=at)


@transaction.atomic
def retract(*, decision: Decision, by: Person, at: datetime) -> Retraction:
    """
    Take a decision back, as if it had never been made: what readers saw before is seen again.

    :raises ContentRefused: when it was taken back already, or a later one was made.
    """
    item = Item.objects.select_for_update().get(pk=decision.item_id)
    reasons = _not_a_publisher(by, at)
    last = item.decisions.in_force().order_by("-at", "-pk").first()
    if last != decision:
        reasons.append(
            Reason(
                "not_the_last",
                _("Only the last decision can be taken back."),
                _("Publish the text you want readers to see, or withdraw it."),
            )
        )
    if reasons:
        raise ContentRefused(*reasons)
    return Retraction.objects.create(decision=decision, by=by, at=at)


def _overtaken() -> Reason:
    return Reason(
        "overtaken",
        _("Somebody saved another version while you wrote."),
        _("See below what they changed, carry over what you need, and save again."),
    )


def _same(before: Manuscript, after: Manuscript, newest: Revision) -> bool:
    catches_up = after.still_true and newest.behind
    return not catches_up and (
        (before.columns(), set(before.attachments), before.lead_picture)
        == (after.columns(), set(after.attachments), after.lead_picture)
    )


def _behind(newest: Revision | None, before: Manuscript, after: Manuscript) -> str:
    if newest is None:
        return ""
    return behind_after(newest.behind, changed(before, after), after.written(), confirmed=after.still_true)


def _search_key(manuscript: Manuscript) -> str:
    bodies = [plain_words(manuscript.body_ar), plain_words(manuscript.body_en)]
    words = [
        *manuscript.said("ar")[:2],
        *manuscript.said("en")[:2],
        manuscript.authors_ar,
        manuscript.authors_en,
    ]
    return search_key(" ".join([*words, *bodies]))


def _own_picture(item: Item, key: int | None) -> Picture | None:
    return item.pictures.filter(pk=key).first() if key else None


def _not_a_publisher(by: Person, at: datetime) -> list[Reason]:
    if PUBLISHERS & roles_of_person(by, at=at):
        return []
    return [
        Reason(
            "no_publisher",
            _("Publishing is for the chief executive and the governance officer."),
            _("Ask one of them."),
        )
    ]
