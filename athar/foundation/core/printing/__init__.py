"""Sets pages for print: typst, the faces of print, and nothing that falls back in silence."""

from athar.foundation.core.printing.compiling import CannotMakePdf, compiled

__all__ = ["CannotMakePdf", "compiled"]
