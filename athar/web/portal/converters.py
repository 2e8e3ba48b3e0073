"""Parts of addresses that name something known."""

from athar.foundation.people.choices import Purpose


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
