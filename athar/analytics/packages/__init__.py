"""Published files, checked offline: a receipt, an inclusion proof, the data package of a report."""

from athar.analytics.packages.verify import Invalid, Malformed, verify_document, verify_file
from athar.analytics.packages.writing import Package, PackageRecord

__all__ = ["Invalid", "Malformed", "Package", "PackageRecord", "verify_document", "verify_file"]
