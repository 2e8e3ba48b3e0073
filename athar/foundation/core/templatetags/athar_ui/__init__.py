"""
The parts of the interface, as template tags. Loaded as builtins; see /styleguide/ for all of them.

Each part is a template in ``core/templates/core/`` whose opening comment names its parameters.
"""

from django.template import Library

from . import (
    addresses,
    blocks,
    calendars,
    cards,
    exhibits,
    forms,
    history,
    marks,
    motif,
    numbers,
    parts,
    tables,
)

register = Library()
_MODULES = (
    addresses,
    blocks,
    calendars,
    cards,
    exhibits,
    forms,
    history,
    marks,
    motif,
    numbers,
    parts,
    tables,
)
for _module in _MODULES:
    register.tags.update(_module.register.tags)
    register.filters.update(_module.register.filters)
