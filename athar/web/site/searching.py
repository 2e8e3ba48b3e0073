"""Find initiatives by words, in any spelling."""

from collections.abc import Iterable

from athar.engine.register.models import Initiative
from athar.foundation.core.search_key import search_key


def matching(initiatives: Iterable[Initiative], words: str) -> list[Initiative]:
    """Those whose name or summary holds every word, in any spelling."""
    wanted = search_key(words).split()
    return [initiative for initiative in initiatives if all(word in _searched(initiative) for word in wanted)]


def _searched(initiative: Initiative) -> str:
    fields = (
        initiative.name_ar,
        initiative.name_en,
        initiative.summary_ar,
        initiative.summary_en,
        initiative.field_ar,
        initiative.field_en,
    )
    return search_key(" ".join(fields))
