"""Found by the worker at its start, so that it knows the operations of this room."""

from athar.foundation.admissions.operations.linking import destroy_papers, end_at_majority

__all__ = ["destroy_papers", "end_at_majority"]
