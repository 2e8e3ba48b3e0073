"""Reads: what readers see now, what the workspace lists, and whether a file may be handed out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery

from athar.direction.content.choices import Navigation, Shelf, Translation
from athar.direction.content.models import Attachment, Decision, Item, Picture, Revision
from athar.foundation.core.search_key import search_key


def shown(*, at: datetime, shelf: Shelf | str | None = None) -> QuerySet[Decision]:
    """What readers see now, the newest first; ``first_at`` is when the item was first shown."""
    firsts = (
        Decision.objects.in_force()
        .filter(item=OuterRef("item"), revision__isnull=False)
        .order_by()
        .values("item")
        .annotate(first=Min("starts_at"))
        .values("first")
    )
    found = Decision.objects.showing(at=at).select_related("item", "revision__lead_picture")
    if shelf:
        found = found.filter(item__shelf=shelf)
    return found.annotate(first_at=Subquery(firsts)).order_by("-first_at", "-pk")


def first_at(decision: Decision) -> datetime:
    """When the item of a decision that ``shown`` found was first shown."""
    told: datetime = vars(decision)["first_at"]
    return told


def shown_item(shelf: Shelf | str, slug: str, *, at: datetime) -> Decision | None:
    """The text of an item that readers see now."""
    return shown(at=at, shelf=shelf).filter(item__slug=slug).first()


def matching(decisions: QuerySet[Decision], words: str) -> QuerySet[Decision]:
    """Those whose text holds every word, in any spelling."""
    for word in search_key(words).split():
        decisions = decisions.filter(revision__search_key__contains=word)
    return decisions


@dataclass(frozen=True)
class Way:
    """A page that the site leads to from everywhere."""

    slug: str
    title_ar: str
    title_en: str
    in_head: bool
    in_foot: bool


def ways(*, at: datetime) -> list[Way]:
    """The pages of header and footer, in their order."""
    rows = (
        shown(at=at, shelf=Shelf.PAGE)
        .exclude(revision__navigation="")
        .order_by("revision__place", "item__slug")
        .values_list(
            "item__slug",
            "revision__title_ar",
            "revision__title_en",
            "revision__navigation",
            "revision__draft_en",
        )
    )
    return [
        Way(
            slug,
            arabic,
            english if english and not draft else arabic,
            navigation in {Navigation.HEAD, Navigation.BOTH},
            navigation in {Navigation.FOOT, Navigation.BOTH},
        )
        for slug, arabic, english, navigation, draft in rows
    ]


def items(*, at: datetime) -> QuerySet[Item]:
    """Every item for those who write and publish, with what readers see of it."""
    return Item.objects.with_standing(at=at)


def newest_revisions(rows: list[Item]) -> dict[int, Revision]:
    """The newest text of each item, by the item's key."""
    found = (
        Revision.objects.filter(item__in=rows)
        .select_related("written_by", "item")
        .order_by("item_id", "-number")
        .distinct("item_id")
    )
    return {revision.item_id: revision for revision in found}


def narrowed(
    rows: QuerySet[Item], *, words: str = "", shelf: str = "", translation: str = ""
) -> QuerySet[Item]:
    """Items by the words of their newest text, their shelf, and how far their English or Arabic is."""
    newest = Revision.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows = rows.annotate(newest_key=Subquery(newest.values("pk")[:1]))
    wanted = Q()
    for word in search_key(words).split():
        wanted &= Q(search_key__contains=word)
    if translation:
        wanted &= _translated(translation)
    if shelf:
        rows = rows.filter(shelf=shelf)
    if wanted:
        rows = rows.filter(newest_key__in=Revision.objects.filter(wanted).values("pk"))
    return rows


def _translated(state: str) -> Q:
    """Revisions with some language in this state; ``rules.translation`` says the same of one."""
    found = Q()
    for language in ("ar", "en"):
        missing = Q(**{f"title_{language}": ""}) | Q(**{f"body_{language}": ""})
        draft, behind = Q(**{f"draft_{language}": True}), Q(behind=language)
        found |= {
            Translation.MISSING: missing,
            Translation.DRAFT: ~missing & draft,
            Translation.OUTDATED: ~missing & ~draft & behind,
            Translation.CURRENT: ~missing & ~draft & ~behind,
        }[Translation(state)]
    return found


def public_picture(sha256: str, *, at: datetime) -> Picture | None:
    """A picture that some text readers see now shows."""
    now = Decision.objects.showing(at=at).values("revision")
    return Picture.objects.filter(sha256=sha256, revisions__in=now).first()


def public_attachment(shelf: Shelf, slug: str, sha256: str, *, at: datetime) -> Attachment | None:
    """A document of the text that readers see now."""
    decision = shown_item(shelf, slug, at=at)
    return (
        decision.revision.attachments.filter(sha256=sha256).first()
        if decision and decision.revision
        else None
    )
