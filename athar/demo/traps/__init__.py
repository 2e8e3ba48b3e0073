"""
What must not reach a figure, planted on purpose.

Each trap is a class with a sentence that says what would go wrong; ``TRAPS`` lists them for tests and
readers. A trap prepares people before the rolls are drawn, and puts its records on the desk and its
deeds on the timeline afterwards.
"""

from .base import Ground, Trap
from .consent import RevokedGuardianApproval, WithdrawnConsent
from .corrections import Corrections
from .duplicates import Namesakes, SpellingVariants
from .edges import JustOutsideTheYear
from .imports import ImplausibleImport, implausible_import
from .undecided import RejectedHeadcount, UnapprovedHours

TRAPS: tuple[type[Trap], ...] = (
    SpellingVariants,
    Namesakes,
    RejectedHeadcount,
    UnapprovedHours,
    WithdrawnConsent,
    RevokedGuardianApproval,
    JustOutsideTheYear,
    ImplausibleImport,
    Corrections,
)

__all__ = [
    "TRAPS", "Corrections", "Ground", "ImplausibleImport", "JustOutsideTheYear", "Namesakes", "RejectedHeadcount",
    "RevokedGuardianApproval", "SpellingVariants", "Trap", "UnapprovedHours", "WithdrawnConsent", "implausible_import",
]  # fmt: skip
