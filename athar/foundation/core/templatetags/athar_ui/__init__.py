"""
The parts of the interface, as template tags. Loaded as builtins; see /styleguide/ for all of them.

Each part is a template in ``core/templates/core/`` whose opening comment names its parameters.
"""

from django.template import Library

from . import addresses, blocks, exhibits, forms, history, marks, motif, numbers, parts, tables

register = Library()
for _module in (addresses, blocks, exhibits, forms, history, marks, motif, numbers, parts, tables):
    register.tags.update(_module.register.tags)
    register.filters.update(_module.register.filters)
