"""What the addresses of the public site name."""

from typing import Any

from django.utils import timezone

from athar.direction.content.tests.saying import said
from athar.engine.credentials.tests.factories import HoursCertificateFactory, VolunteerCardFactory
from athar.foundation.people.choices import Role
from athar.initiatives.volunteering.models import Opportunity
from athar.initiatives.volunteering.tests.factories import published
from athar.web.ui.doors import MINORS, OTHERS, OWN

FIGURE = {"period": "2023", "code": "beneficiaries.reached"}


def record(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    whose = {OWN: world.student, OTHERS: world.stranger, MINORS: world.minor}
    return {label: {"position": world.record_of(person)} for label, person in whose.items()}


def said_in_public(shelf: str, slug: str = "season") -> Any:
    """Something everybody may read; its address ends in the slug."""

    def thing(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
        said(shelf, slug, writer=world.maker, publisher=world.people[Role.EXECUTIVE])
        return {OWN: {} if slug == "about" else {"slug": slug}}

    return thing


def document(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    item = said("library", "season", writer=world.maker, publisher=world.people[Role.EXECUTIVE])
    return {OWN: {"shelf": "library", "slug": "season", "sha256": item.attachments.get().sha256}}


def guide(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    """One in chapters, so that it can be printed."""
    said("library", "guide", writer=world.maker, publisher=world.people[Role.EXECUTIVE], chapters=True)
    return {OWN: {"slug": "guide", "language": "ar"}}


def picture(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    item = said("news", "season", writer=world.maker, publisher=world.people[Role.EXECUTIVE])
    return {OWN: {"sha256": item.pictures.get().sha256, "size": "small"}}


def opportunity(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": offered(world).edition.code}}


def offered(world: Any) -> Opportunity:
    """One that is open, with a shift to come."""
    found = Opportunity.objects.first()
    return found or published(world.maker, world.people[Role.EXECUTIVE], at=timezone.now())


def certificate(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": HoursCertificateFactory(person=world.stranger).code}}


def card(world: Any, _person: Any) -> dict[str, dict[str, Any]]:
    return {OWN: {"code": VolunteerCardFactory(person=world.stranger).code}}


THINGS = {
    "card": card,
    "certificate": certificate,
    "opportunity": opportunity,
    "news": said_in_public("news"),
    "library": said_in_public("library"),
    "guide": guide,
    "disclosure": said_in_public("disclosure"),
    "about": said_in_public("page", "about"),
    "page": said_in_public("page"),
    "document": document,
    "picture": picture,
    "record": record,
    "initiative": lambda _world, _person: {OWN: {"code": "forum"}},
    "figure": lambda _world, _person: {OWN: FIGURE},
    "breakdown": lambda _world, _person: {OWN: FIGURE | {"?": "by=initiative"}},
    "publication": lambda _world, _person: {OWN: {"slug": "annual-2023"}},
    "pdf": lambda _world, _person: {OWN: {"slug": "annual-2023", "language": "ar"}},
    "exhibit": lambda _world, _person: {OWN: {"slug": "annual-2023", "name": "beneficiaries_by_initiative"}},
    "evidence": lambda world, _person: {
        OWN: {"sha256": world.evidence.sha256},
        OTHERS: {"sha256": world.other_evidence.sha256},
    },
}
