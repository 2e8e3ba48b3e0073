"""Lists as people read them and as files: one description of the columns serves both."""

from athar.foundation.core.tables.files import as_file
from athar.foundation.core.tables.model import Cell, Column, Empty, Selecting
from athar.foundation.core.tables.table import Table

__all__ = ["Cell", "Column", "Empty", "Selecting", "Table", "as_file"]
