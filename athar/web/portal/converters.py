"""Parts of addresses that name something known."""

from athar.foundation.people.choices import Purpose
from athar.foundation.people.correcting import FACTS


class PurposeConverter:
    regex = "|".join(Purpose.values)

    def to_python(self, value: str) -> Purpose:
        return Purpose(value)

    def to_url(self, value: str) -> str:
        return str(value)


class HoldingConverter:
    """A way in which a table is about somebody: ``people.person-pk``."""

    regex = r"[a-z_]+\.[a-z_]+-[a-z_]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FactConverter:
    """A fact of a profile that can be corrected."""

    regex = "|".join(FACTS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
