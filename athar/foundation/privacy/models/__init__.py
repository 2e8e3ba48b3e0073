"""What people asked for about their own data and what became of it, and how the association keeps to the law."""

from .arrival import Arrival
from .breach import Breach, BreachStep
from .erasure import Erasure
from .export import Export
from .request import Request, RequestStep
from .retention import Destruction, LegalHold, Preview, PreviewedRow

__all__ = [
    "Arrival", "Breach", "BreachStep", "Destruction", "Erasure", "Export", "LegalHold", "Preview", "PreviewedRow", "Request", "RequestStep",
]  # fmt: skip
