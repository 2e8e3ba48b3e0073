from datetime import date

from django.db.models import QuerySet

from athar.foundation.places.models import Governorate, Region


def regions() -> QuerySet[Region]:
    """All regions, in their order. Places are public: nobody's view of them is narrower."""
    return Region.objects.all()


def region_choices(language: str) -> list[tuple[str, str]]:
    """Return ``(code, name)`` for a form."""
    return [(region.code, region.name_in(language)) for region in regions()]


def governorates(region_code: str | None = None, *, on: date) -> QuerySet[Governorate]:
    """Governorates as they were on the day, of one region or of all, each with its region."""
    found = Governorate.objects.on(on).select_related("region")
    return found.in_region(region_code) if region_code else found
