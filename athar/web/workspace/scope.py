"""What of the ledger's waiting room a person may read; there is no other door to it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from athar.engine.intake.models import Import
from athar.engine.intake.queries import imports_visible_to
from athar.engine.ledger.models import Proposal
from athar.foundation.people import reach
from athar.foundation.people.models import Person
from athar.foundation.people.reach import organisations_of
from athar.foundation.people.rules import label
from athar.web.ui.viewer import Viewer
from athar.web.workspace.access import only_a_partner

if TYPE_CHECKING:
    from athar.engine.intake.models.delivery import ImportQuerySet


def proposals_visible_to(viewer: Viewer, *, at: datetime) -> QuerySet[Proposal]:
    """Staff see every proposal; a partner's manager her own and those about her organisation."""
    everything = Proposal.objects.all()
    if viewer.person is None:
        return everything.none()
    if not only_a_partner(viewer.roles):
        return everything
    return everything.filter(
        Q(entered_by=viewer.person) | Q(organisation__in=organisations_of(viewer.person, at=at))
    )


def persons_open_to(viewer: Viewer, *, at: datetime) -> QuerySet[Person]:
    """Persons about whom the viewer may enter facts."""
    if viewer.person is None:
        return Person.objects.none()
    return reach.persons_open_to(viewer.person, viewer.roles, at=at)


def imports_open_to(request: HttpRequest, viewer: Viewer, *, at: datetime) -> "ImportQuerySet":
    """The intake's own answer; for staff, whose roles are known here already, without asking for them again."""
    if viewer.is_staff:
        return Import.objects.with_state().select_related("entered_by", "organisation")
    return imports_visible_to(request.user, at=at)


def name_of(person: Person | None, viewer: Viewer) -> str:
    """
    The person as this viewer may read it.

    A partner's manager meets here only persons of her own organisation, whom she knows.
    """
    if person is None:
        return ""
    return person.name if only_a_partner(viewer.roles) else label(person, viewer.sight)
