"""What of the workspace can be searched: its places, and persons, by whoever may know of them."""

from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy

from athar.engine.ledger.queries import persons_within
from athar.foundation.people.models import Person
from athar.foundation.people.rules import Sight, label, reach_of_sight
from athar.web.ui.finding import Asked, Hit, finds
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import Place, may_see, reach
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
    far = reach(viewer.roles, Place.LEDGER)
    ref = _ref(asked.plain)
    for seen in (Sight.FULL, Sight.MASKED):
        # By name only those whom one sees in full; and nobody beyond what one may read of the ledger.
        sees = reach_of_sight(viewer.roles, seen)
        if not (far & sees) or (ref is None and seen is not Sight.FULL):
            continue
        wanted = _named(asked) if ref is None else Q(ref=ref)
        rows = persons_within(far & sees).filter(wanted).select_related("organisation")
        if hits := [_hit(asked, person, seen) for person in rows.order_by("sort_key", "pk")[:limit]]:
            return hits
    return []


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
