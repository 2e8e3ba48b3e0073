"""What stands in an address between slashes."""

from athar.analytics.metrics import Period


class PeriodConverter:
    """``2023`` or ``2020-2023``."""

    regex = r"20\d{2}(?:-20\d{2})?"

    def to_python(self, value: str) -> Period:
        return Period.read(value)

    def to_url(self, value: Period | str) -> str:
        return value if isinstance(value, str) else value.name


class TextConverter:
    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CodeConverter(TextConverter):
    """The code of a figure: ``beneficiaries.reached``."""

    regex = r"[a-z_]+\.[a-z_]+"


class HashConverter(TextConverter):
    """Hex SHA-256."""

    regex = r"[0-9a-f]{64}"


class ShelfConverter(TextConverter):
    """What an item of content is."""

    regex = "page|news|library|disclosure"


class SizeConverter(TextConverter):
    """How large a picture is wanted."""

    regex = "large|small"
