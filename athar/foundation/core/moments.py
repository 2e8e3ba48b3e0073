"""The present moment in a question to the database, read anew each time it is asked."""

from typing import Any

from django.db.models import DateTimeField, Expression
from django.utils import timezone


class Moment(Expression):
    """
    Now, by our clock.

    With it a query can be composed once and asked for ever: what is asked with every page need not be composed with every page.
    """

    output_field = DateTimeField()

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (timezone.now(),)
