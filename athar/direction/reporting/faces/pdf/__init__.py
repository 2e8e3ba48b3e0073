"""A report as a PDF that can be handed over: PDF/A-2a and PDF/UA-1 in one file, in either language."""

from athar.direction.reporting.faces.pdf.matter import Colophon, Cover
from athar.direction.reporting.faces.pdf.render import render_pdf, rings, typeset
from athar.foundation.core.printing.compiling import CannotMakePdf

__all__ = ["CannotMakePdf", "Colophon", "Cover", "render_pdf", "rings", "typeset"]
