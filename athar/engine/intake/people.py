"""
Who of the file's participants is known already. Exact agreement alone: likeness is for people to judge.

Three rules, the strongest first: the same identity number; the same phone and name; the same name and birth
date. «Same name» is the same search key, so spellings do not matter. Where both sides know an identity number
or a birth date, these must not differ. Rows of people that were merged count as one human; when more than one
human fits, nobody is chosen.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from athar.engine.intake.models import Import

AGREE = """
    (p.national_id_hash IS NULL OR q.national_id_hash IS NULL OR p.national_id_hash = q.national_id_hash)
    AND (p.birth_date IS NULL OR q.birth_date IS NULL OR p.birth_date = q.birth_date)
"""
_BY_IDENTITY = """
    UPDATE intake_participant SET person_id = found.person
    FROM (
        SELECT p.id, min(q.id) AS person
        FROM intake_participant p JOIN people_person q ON q.national_id_hash = p.national_id_hash
        WHERE p.intake_id = %(intake)s AND p.person_id IS NULL GROUP BY p.id
    ) AS found WHERE intake_participant.id = found.id
"""
_BY_AGREEMENT = f"""
    UPDATE intake_participant
    SET person_id = CASE WHEN found.humans = 1 THEN found.person END, ambiguous = found.humans > 1
    FROM (
        SELECT p.id, count(DISTINCT coalesce(m.cluster_id, q.id)) AS humans, min(coalesce(m.cluster_id, q.id)) AS person
        FROM intake_participant p
        JOIN people_person q ON {{same}} AND {AGREE}
        LEFT JOIN people_membership m ON m.person_id = q.id AND m.until IS NULL
        WHERE p.intake_id = %(intake)s AND p.person_id IS NULL AND p.same_as_id IS NULL AND NOT p.alone AND NOT p.ambiguous
        GROUP BY p.id
    ) AS found WHERE intake_participant.id = found.id
"""  # noqa: S608 -- put together from constants
PHONE_AND_NAME = "q.phone = p.phone AND p.phone <> '' AND q.search_key = p.search_key"
NAME_AND_BIRTH = "q.search_key = p.search_key AND q.birth_date = p.birth_date"

# Two identity numbers cannot both be the person whose own number we never knew.
_CLAIMED_TWICE = """
    UPDATE intake_participant p SET person_id = NULL, ambiguous = TRUE
    FROM (
        SELECT person_id FROM intake_participant
        WHERE intake_id = %(intake)s AND person_id IS NOT NULL AND national_id_hash IS NOT NULL
        GROUP BY person_id HAVING count(DISTINCT national_id_hash) > 1
    ) AS twice
    WHERE p.intake_id = %(intake)s AND p.person_id = twice.person_id AND p.national_id_hash IS DISTINCT FROM
        (SELECT q.national_id_hash FROM people_person q WHERE q.id = twice.person_id)
"""
_WITHIN_THE_FILE = f"""
    UPDATE intake_participant
    SET same_as_id = CASE WHEN found.humans = 1 THEN found.other END, ambiguous = found.humans > 1
    FROM (
        SELECT p.id, count(DISTINCT coalesce(q.same_as_id, q.id)) AS humans,
            (array_agg(coalesce(q.same_as_id, q.id)))[1] AS other
        FROM intake_participant p
        JOIN intake_participant q ON q.intake_id = p.intake_id AND q.id <> p.id AND {{stronger}} AND {{same}} AND {AGREE}
        WHERE p.intake_id = %(intake)s AND p.person_id IS NULL AND p.same_as_id IS NULL AND NOT p.alone AND NOT p.ambiguous AND {{weak}}
        GROUP BY p.id
    ) AS found WHERE intake_participant.id = found.id
"""  # noqa: S608 -- put together from constants
_AS_THE_OTHER = """
    UPDATE intake_participant p SET person_id = q.person_id FROM intake_participant q
    WHERE p.intake_id = %(intake)s AND p.person_id IS NULL AND q.id = p.same_as_id AND q.person_id IS NOT NULL
"""
_STEPS = (
    _BY_IDENTITY,
    _BY_AGREEMENT.format(same=PHONE_AND_NAME),
    _BY_AGREEMENT.format(same=NAME_AND_BIRTH),
    _CLAIMED_TWICE,
    _WITHIN_THE_FILE.format(
        same=PHONE_AND_NAME, weak="p.national_id_hash IS NULL",
        stronger="(q.national_id_hash IS NOT NULL OR (p.birth_date IS NULL AND q.birth_date IS NOT NULL))",
    ),
    _WITHIN_THE_FILE.format(
        same=NAME_AND_BIRTH, weak="p.national_id_hash IS NULL AND p.phone = ''",
        stronger="(q.national_id_hash IS NOT NULL OR q.phone <> '')",
    ),
    _AS_THE_OTHER,
)  # fmt: skip
_CREATE = (
    """
    UPDATE intake_participant p SET ref = gen_random_uuid()
    WHERE p.intake_id = %(intake)s AND p.person_id IS NULL AND p.same_as_id IS NULL AND EXISTS (
        SELECT FROM intake_row r LEFT JOIN intake_participant s ON s.id = r.participant_id
        WHERE r.intake_id = %(intake)s AND r.status = 'valid' AND coalesce(s.same_as_id, s.id) = p.id)
    """,
    """
    INSERT INTO people_person (ref, name, name_latin, search_key, sort_key, gender, birth_date, national_id, national_id_hash, phone, email, created_at)
    SELECT ref, name, '', search_key, sort_key, gender, birth_date, national_id, national_id_hash, phone, '', %(at)s
    FROM intake_participant WHERE intake_id = %(intake)s AND person_id IS NULL AND ref IS NOT NULL
    """,
    """
    UPDATE intake_participant p SET person_id = q.id FROM people_person q
    WHERE p.intake_id = %(intake)s AND p.person_id IS NULL AND q.ref = p.ref
    """,
    _AS_THE_OTHER,
)


def recognise(imported: Import) -> None:
    """Find out which participants are known, and which are one human under two keys. May be repeated."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE intake_participant")
        for step in _STEPS:
            cursor.execute(step, {"intake": imported.pk})


def create_missing(imported: Import, *, at: datetime) -> None:
    """
    Make persons of the participants nobody knew and whose rows are to be posted.

    In the database, in one go: sealed identity numbers move without being opened, and a hundred thousand
    new volunteers need no memory here.
    """
    with connection.cursor() as cursor:
        for step in _CREATE:
            cursor.execute(step, {"intake": imported.pk, "at": at})


def count(imported: Import) -> tuple[int, int]:
    """How many humans the file names: known already, and new."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(DISTINCT person_id), count(*) FILTER (WHERE person_id IS NULL AND same_as_id IS NULL)
            FROM intake_participant WHERE intake_id = %s
            """,
            [imported.pk],
        )
        known, new = cursor.fetchone()
    return known, new


def ambiguous_lines(imported: Import, *, valid_only: bool = False) -> Iterator[int]:
    """Lines whose person could be more than one human."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.line FROM intake_row r JOIN intake_participant p ON p.id = r.participant_id
            WHERE r.intake_id = %s AND p.ambiguous AND (r.status = 'valid' OR NOT %s) ORDER BY r.line
            """,
            [imported.pk, valid_only],
        )
        for (line,) in cursor:
            yield line
