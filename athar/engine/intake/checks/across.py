"""
Checks that need the whole file, or the ledger: questions to the database, one for all rows.

Each yields line and finding, in any order; ``reading`` adds them to the rows. Rows the ledger has already are
left out everywhere: they are not going to be posted.

*Unusual counts.* A headcount is compared with what its site ever had: the approved headcounts of the same
initiative and place, or of the initiative where the place has fewer than 8, or the other counts of the file
where the ledger has fewer than 8. With m their median and s = 1.4826 × the median distance from m (the
standard deviation, were they normal, that a few wild values cannot move), a count above 10 × m that is also
above m + 10 × s is unusual. Below 8 counts nothing is known, and only the ledger's own limit holds.

*Years that stand out.* In a file of 20 rows or more, a year that is two or more away from the median year and
has less than one row in a hundred is probably a slip of the pen.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from athar.engine.intake import people
from athar.engine.intake.checks.common import finding
from athar.engine.intake.checks.once import STANDING, hours_known
from athar.engine.intake.models import Import
from athar.engine.intake.parsed import Finding
from athar.engine.ledger.models.record import number
from athar.foundation.core.numerals import format_number
from athar.foundation.core.refusals import filled

HISTORY = 8  # counts
TIMES_THE_MEDIAN, DEVIATIONS, NORMAL = 10, 10, 1.4826
ROWS_FOR_YEARS, YEARS_AWAY, RARE = 20, 2, 0.01
FETCHED_AT_ONCE = 2_000

Found = Iterator[tuple[int, Finding]]
HUMAN = "coalesce(p.person_id::text, coalesce(p.same_as_id, p.id)::text)"


def mark_unchanged(imported: Import) -> None:
    """Rows whose external id the ledger has, and that say the same: importing them again changes nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE intake_row r SET status = 'unchanged', reasons = '[]', raw = NULL
            FROM ledger_record l
            WHERE r.intake_id = %s AND l.external_id = r.external_id AND l.kind = r.kind AND l.occurred_on = r.occurred_on
                AND l.initiative_id = r.initiative_id AND l.headcount IS NOT DISTINCT FROM r.headcount
                AND l.quantity IS NOT DISTINCT FROM r.quantity
            """,
            [imported.pk],
        )


def changed_since(imported: Import) -> Found:
    query = """
        SELECT r.line, min(l.position) FROM intake_row r JOIN ledger_record l ON l.external_id = r.external_id
        WHERE r.intake_id = %(intake)s AND r.status <> 'unchanged' GROUP BY r.line
    """
    for line, position in _ask(query, imported):
        yield line, finding(
            "changed_since", "external_id",
            filled(_("%(record)s has this external id already, with other contents."), record=number(position)),
            _("A record is never edited: have that one reversed, and import this row under a new external id."),
        )  # fmt: skip


def repeated_external_ids(imported: Import) -> Found:
    query = """
        SELECT r.line, twice.line FROM intake_row r JOIN (
            SELECT external_id, min(line) AS line FROM intake_row
            WHERE intake_id = %(intake)s AND external_id IS NOT NULL AND status <> 'unchanged' GROUP BY external_id HAVING count(*) > 1
        ) AS twice ON twice.external_id = r.external_id
        WHERE r.intake_id = %(intake)s AND r.line > twice.line AND r.status <> 'unchanged'
    """
    for line, first in _ask(query, imported):
        yield line, finding(
            "external_id_repeated", "external_id", filled(_("Line %(line)s has the same external id."), line=first),
            _("Give every row its own, or remove one of the two."),
        )  # fmt: skip


def repeated_participations(imported: Import) -> Found:
    query = f"""
        WITH rows AS (
            SELECT r.line, r.kind, r.initiative_id, r.session, r.occurred_on, {HUMAN} AS human
            FROM intake_row r JOIN intake_participant p ON p.id = r.participant_id
            WHERE r.intake_id = %(intake)s AND r.status <> 'unchanged'
        ), twice AS (
            SELECT kind, initiative_id, session, occurred_on, human, min(line) AS line FROM rows GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1
        )
        SELECT r.line, t.line FROM rows r JOIN twice t USING (kind, initiative_id, session, occurred_on, human) WHERE r.line > t.line
    """  # noqa: S608 -- put together from constants
    for line, first in _ask(query, imported):
        yield line, finding(
            "row_repeated", "person_name", filled(_("Line %(line)s says the same: this person, initiative, session and day."), line=first),
            _("Remove one of the two, or name their sessions."),
        )  # fmt: skip


def in_the_ledger_already(imported: Import) -> Found:
    query = f"""
        SELECT r.line, min(l.position)
        FROM intake_row r LEFT JOIN intake_participant p ON p.id = r.participant_id
        JOIN ledger_record l ON l.kind = r.kind AND l.initiative_id = r.initiative_id AND l.occurred_on = r.occurred_on AND l.session = r.session
            AND (l.person_id = p.person_id
                OR (l.kind = 'headcount' AND l.headcount = r.headcount AND l.place = r.place AND l.region_id IS NOT DISTINCT FROM r.region_id))
        WHERE r.intake_id = %(intake)s AND r.external_id IS NULL AND {STANDING} AND l.occurred_on BETWEEN %(first)s AND %(last)s
        GROUP BY r.line
    """  # noqa: S608 -- put together from constants
    for line, position in _ask(query, imported):
        yield line, finding(
            "in_the_ledger", "occurred_on", filled(_("%(record)s says the same already."), record=number(position)),
            _("Remove the row, or explain why both are true. An external id in each row avoids the question."), explainable=True,
        )  # fmt: skip


def more_hours_than_a_day_has(imported: Import) -> Found:
    query = f"""
        WITH hours AS (
            SELECT r.line, r.quantity, r.occurred_on, {HUMAN} AS human, p.person_id
            FROM intake_row r JOIN intake_participant p ON p.id = r.participant_id
            WHERE r.intake_id = %(intake)s AND r.kind = 'hours' AND r.status <> 'unchanged' AND r.quantity IS NOT NULL
        ), days AS (
            SELECT human, occurred_on, sum(quantity) AS quantity, min(person_id) AS person_id FROM hours GROUP BY 1, 2
        ), known AS (
            SELECT l.person_id, l.occurred_on, sum(l.quantity) AS quantity FROM ledger_record l
            WHERE l.kind = 'hours' AND {STANDING} AND l.occurred_on BETWEEN %(first)s AND %(last)s GROUP BY 1, 2
        )
        SELECT h.line, d.quantity + coalesce(k.quantity, 0) FROM days d
        LEFT JOIN known k ON k.person_id = d.person_id AND k.occurred_on = d.occurred_on
        JOIN hours h ON h.human = d.human AND h.occurred_on = d.occurred_on
        WHERE d.quantity + coalesce(k.quantity, 0) > 24
    """  # noqa: S608 -- put together from constants
    for line, total in _ask(query, imported):
        yield line, finding(
            "hours_of_the_day", "quantity", filled(_("With the other entries, this person has %(total)s hours on that day."), total=format_number(total)),
            _("Check the hours of all rows of this person and day."),
        )  # fmt: skip


def unusual_counts(imported: Import) -> Found:
    query = f"""
        WITH counts AS (
            SELECT line, initiative_id, place, headcount FROM intake_row
            WHERE intake_id = %(intake)s AND kind = 'headcount' AND headcount IS NOT NULL AND status <> 'unchanged'
        ), history AS (
            SELECT l.initiative_id, l.place, l.headcount FROM ledger_record l
            WHERE l.kind = 'headcount' AND {STANDING} AND l.initiative_id IN (SELECT initiative_id FROM counts)
        ), seen AS (
            SELECT 1 AS rank, initiative_id, place, headcount FROM history
            UNION ALL SELECT 2, initiative_id, NULL, headcount FROM history
            UNION ALL SELECT 3, initiative_id, NULL, headcount FROM counts
        ), medians AS (
            SELECT rank, initiative_id, place, percentile_cont(0.5) WITHIN GROUP (ORDER BY headcount) AS median
            FROM seen GROUP BY 1, 2, 3 HAVING count(*) >= {HISTORY}
        ), usual AS (
            SELECT m.rank, m.initiative_id, m.place, m.median,
                m.median + {DEVIATIONS} * {NORMAL} * percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(s.headcount - m.median)) AS most
            FROM medians m JOIN seen s ON s.rank = m.rank AND s.initiative_id = m.initiative_id AND s.place IS NOT DISTINCT FROM m.place
            GROUP BY 1, 2, 3, 4
        ), best AS (
            SELECT DISTINCT ON (c.line) c.line, c.headcount, u.median, u.most FROM counts c
            JOIN usual u ON u.initiative_id = c.initiative_id AND (u.place IS NULL OR u.place = c.place)
            ORDER BY c.line, u.rank
        )
        SELECT line, median FROM best WHERE headcount > {TIMES_THE_MEDIAN} * median AND headcount > most
    """  # noqa: S608 -- put together from constants
    for line, median in _ask(query, imported):
        yield line, finding(
            "unusual_count", "count",
            filled(_("Far more people than this site ever had: half of its counts lie below %(median)s."), median=format_number(round(median))),
            _("Check the number, or explain what was different."), explainable=True,
        )  # fmt: skip


def years_that_stand_out(imported: Import) -> Found:
    query = f"""
        WITH years AS (
            SELECT extract(year FROM occurred_on)::int AS year, count(*) AS rows FROM intake_row
            WHERE intake_id = %(intake)s AND occurred_on IS NOT NULL GROUP BY 1
        ), median AS (
            SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(year FROM occurred_on)::int) AS year, count(*) AS rows
            FROM intake_row WHERE intake_id = %(intake)s AND occurred_on IS NOT NULL
        )
        SELECT r.line, m.year FROM median m JOIN years y ON abs(y.year - m.year) >= {YEARS_AWAY} AND y.rows < {RARE} * m.rows
        JOIN intake_row r ON r.intake_id = %(intake)s AND extract(year FROM r.occurred_on)::int = y.year
        WHERE m.rows >= {ROWS_FOR_YEARS} AND r.status <> 'unchanged'
    """  # noqa: S608 -- put together from constants
    for line, year in _ask(query, imported):
        yield line, finding(
            "year_stands_out", "occurred_on", filled(_("Nearly all other rows of the file are of about %(year)s."), year=year),
            _("Check the year, or explain."), explainable=True,
        )  # fmt: skip


def people_who_could_be_two(imported: Import) -> Found:
    for line in people.ambiguous_lines(imported):
        yield line, finding(
            "person_ambiguous", "person_name", _("More than one person with this name, and this phone or birth date, is known."),
            _("Add the identity number; or, if they are one person, merge them first."),
        )  # fmt: skip


ACROSS_CHECKS: tuple[Callable[[Import], Found], ...] = (
    changed_since, repeated_external_ids, repeated_participations, in_the_ledger_already, more_hours_than_a_day_has, hours_known,
    unusual_counts, years_that_stand_out, people_who_could_be_two,
)  # fmt: skip


def _ask(query: str, imported: Import) -> Iterator[Any]:
    """Answers through a cursor of the server's: a file in which every row is wrong needs no more memory."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(occurred_on), max(occurred_on) FROM intake_row WHERE intake_id = %s", [imported.pk]
        )
        first, last = cursor.fetchone()
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, {"intake": imported.pk, "first": first, "last": last})
        while answers := cursor.fetchmany(FETCHED_AT_ONCE):
            yield from answers
