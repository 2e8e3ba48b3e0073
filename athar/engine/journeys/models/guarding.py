"""Triggers that several tables of this room share."""

from functools import reduce
from operator import or_

import pgtrigger


def changed(*columns: str) -> pgtrigger.Q:
    """Whether an update changes one of these columns."""
    return reduce(or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in columns))


def only_emptied(column: str, name: str) -> pgtrigger.Protect:
    """Words that stay as they were said, until whoever they are about is erased and they are emptied."""
    return pgtrigger.Protect(
        name=name,
        operation=pgtrigger.Update,
        condition=changed(column) & ~pgtrigger.Q(**{f"new__{column}": ""}),
    )
