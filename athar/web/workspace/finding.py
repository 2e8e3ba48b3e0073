"""What of the workspace can be searched: its places, and persons, by whoever may know of them."""

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from athar.foundation.people.models import Person
from athar.foundation.people.rules import Sight, label
from athar.web.ui.finding import Asked, Hit, finds
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Place, may_see
from athar.web.workspace.places import LABELS


@finds(gettext_lazy("Places of the workspace"), order=6)
def places(asked: Asked, viewer: Viewer, limit: int) -> list[Hit]:
    """Those in the rail of whoever asks, by name."""
    ranked = [(place, asked.rank(str(LABELS[place]))) for place in Place if may_see(viewer.roles, place)]
    return [
        Hit(str(LABELS[place]), reverse(f"workspace:{place}"), rank)
        for place, rank in ranked
        if rank is not None
    ][:limit]


@finds(gettext_lazy("People"), order=40)
def people(asked: Asked, viewer: Viewer, limit: int) -> list[Hit]:
    """
    By name in any spelling, in Arabic or in Latin letters, or by pseudonym; leads to the person's records.

    Whoever sees people masked finds them by pseudonym alone: an answer to a name would say who is behind the mask.
    """
    wanted = _wanted(asked, viewer.sight) if may_see(viewer.roles, Place.LEDGER) else None
    if wanted is None:
        return []
    rows = Person.objects.filter(wanted).select_related("organisation").order_by("sort_key", "pk")[:limit]
    return [_hit(asked, person, viewer.sight) for person in rows]


def _wanted(asked: Asked, sight: Sight) -> Q | None:
    if sight is Sight.NOTHING:
        return None
    if (ref := _ref(asked.plain)) is not None:
        return Q(ref=ref)
    return _named(asked) if sight is Sight.FULL else None


def _named(asked: Asked) -> Q:
    written, heard = Q(), Q()
    for word in asked.words:
        written &= Q(search_key__contains=word)
    if not asked.patterns:
        return written
    for pattern in asked.patterns:
        heard &= Q(search_key__regex=pattern)
    return heard | Q(name_latin__icontains=asked.text)


def _ref(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _hit(asked: Asked, person: Person, sight: Sight) -> Hit:
    rank = asked.rank(person.name, person.name_latin)
    about = str(person.organisation or "") if sight is Sight.FULL else ""
    address = f"{reverse('workspace:ledger')}?person={person.ref}"
    return Hit(label(person, sight), address, 2 if rank is None else rank, about)
