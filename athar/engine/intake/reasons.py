"""Why a file as a whole cannot be read. What is wrong with single rows stands beside the checks."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from athar.foundation.core.refusals import Reason, Refused, filled, quoted


class FileRefused(Refused):
    """The file cannot be read as a table of records; no row of it was taken in."""


def unknown_headers(headers: Sequence[str], known: Sequence[str]) -> Reason:
    return Reason(
        "headers_unknown",
        filled(_("These headers are not known: %(headers)s."), headers=_listed(headers)),
        filled(_("Rename or remove these columns. Known are: %(known)s."), known=", ".join(known)),
    )


def missing_headers(columns: Sequence[Sequence[str]]) -> Reason:
    return Reason(
        "headers_missing",
        filled(
            _("These columns are missing: %(columns)s."), columns=", ".join(headers[0] for headers in columns)
        ),
        filled(
            _("Write them in the first row, in English or Arabic: %(columns)s."),
            columns="; ".join(" / ".join(headers[:2]) for headers in columns),
        ),
    )


def repeated_headers(headers: Sequence[str]) -> Reason:
    return Reason(
        "headers_repeated",
        filled(_("These headers stand there more than once: %(headers)s."), headers=_listed(headers)),
        _("Keep one column of each."),
    )


def empty() -> Reason:
    return Reason(
        "file_empty",
        _("The file holds no rows."),
        _("Write the headers in the first row and one record in each row after it."),
    )


def not_utf8(line: int) -> Reason:
    return Reason(
        "file_not_utf8",
        filled(_("Line %(line)s is not written in UTF-8."), line=line),
        _("Save the file again as “CSV UTF-8”, or as an Excel workbook (xlsx)."),
    )


def not_a_table(line: int, detail: str) -> Reason:
    return Reason(
        "file_malformed",
        filled(
            _("The file cannot be read as a table from line %(line)s on: %(detail)s."),
            line=line,
            detail=detail,
        ),
        _("A quotation mark is probably opened there and never closed."),
    )


def unknown_format() -> Reason:
    return Reason(
        "file_format",
        _("The file is neither CSV nor an Excel workbook (xlsx)."),
        _("Save it as “CSV UTF-8” or as xlsx."),
    )


def unreadable_workbook(detail: str) -> Reason:
    return Reason(
        "workbook_unreadable",
        filled(_("The workbook cannot be opened: %(detail)s."), detail=detail),
        _("Remove its password if it has one, and save it again as xlsx."),
    )


def workbook_too_large(megabytes: int, most: int) -> Reason:
    return Reason(
        "workbook_too_large",
        filled(
            _("Unpacked, the workbook is %(megabytes)s MB large; at most %(most)s MB are read."),
            megabytes=megabytes,
            most=most,
        ),
        _("Save it as “CSV UTF-8”: there is no limit for CSV."),
    )


def file_changed() -> Reason:
    return Reason(
        "file_changed",
        _("The kept file is no longer the one that was delivered."),
        _("Cancel the import and deliver the file again."),
    )


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(quoted(text) for text in texts)
