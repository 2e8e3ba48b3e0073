"""Counts that travel together in one query."""

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counted(rows: QuerySet) -> Coalesce:
    """How many rows there are, as a subquery to annotate with or to select."""
    one = rows.order_by().annotate(one=Value(1)).values("one").annotate(many=Count("pk")).values("many")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)
