"""What people asked for about their own data and what became of it, and how the association keeps to the law."""

from .breach import Breach, BreachStep
from .erasure import Erasure
from .export import Export
from .request import Request, RequestStep

__all__ = ["Breach", "BreachStep", "Erasure", "Export", "Request", "RequestStep"]
