"""What the codes of a file may mean, loaded once per reading: a few hundred rows, looked up a million times."""

from datetime import date
from typing import NamedTuple

from athar.engine.register.models import Edition, Initiative
from athar.foundation.core.search_key import search_key
from athar.foundation.people.models import Organisation
from athar.foundation.places.models import Region


class KnownInitiative(NamedTuple):
    id: int
    code: str
    started_in: int


class KnownEdition(NamedTuple):
    id: int
    code: str
    initiative_id: int
    starts_on: date
    ends_on: date


class Codes:
    """Look-ups by code, and by the exact name in either language. A name that two share leads nowhere."""

    def __init__(self) -> None:
        self.initiatives = _Index()
        for one in Initiative.objects.all():
            self.initiatives.add(
                KnownInitiative(one.pk, one.code, one.started_in), one.code, one.name_ar, one.name_en
            )
        self.editions = _Index()
        for run in Edition.objects.all():
            self.editions.add(
                KnownEdition(run.pk, run.code, run.initiative_id, run.starts_on, run.ends_on),
                run.code,
                run.name_ar,
                run.name_en,
            )
        self.organisations = _Index()
        for body in Organisation.objects.values_list("pk", "code", "name_ar", "name_en"):
            self.organisations.add(body[0], *body[1:])
        self.regions = _Index()
        for region in Region.objects.all():
            self.regions.add(region.code, region.code, region.name_ar, region.name_en)

    def edition(self, code: str) -> KnownEdition | None:
        found = self.editions.find(code)
        return found if isinstance(found, KnownEdition) else None


class _Index:
    def __init__(self) -> None:
        self._by_code: dict[str, object] = {}
        self._by_name: dict[str, object | None] = {}

    def add(self, value: object, code: str, *names: str) -> None:
        self._by_code[code.lower()] = value
        for key in {search_key(name) for name in names}:
            self._by_name[key] = None if key in self._by_name else value

    def find(self, text: str) -> object | None:
        return self._by_code.get(text.lower()) or self._by_name.get(search_key(text))

    def codes(self) -> list[str]:
        return list(self._by_code)
