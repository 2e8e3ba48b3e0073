-- All headline figures of a year, written by hand, with the care and the guards of the engine; the same text
-- for DuckDB and PostgreSQL. {start}, {end}, {size} and {at} are filled in.
WITH clusters AS (
    SELECT person, min(cluster) AS cluster FROM memberships
    WHERE since <= TIMESTAMPTZ '{at}' AND (until IS NULL OR until > TIMESTAMPTZ '{at}')
    GROUP BY person
), strikes AS (
    SELECT corrects AS position FROM entries
    WHERE corrects IS NOT NULL AND standing = 'approved' AND position < {size}
    UNION
    SELECT e.position FROM entries e JOIN withheld w
        ON w.person = e.person AND w.since <= e.occurred_on AND (w.until IS NULL OR e.occurred_on < w.until)
        AND (w.initiative IS NULL OR w.initiative = e.initiative)
    WHERE e.kind IN ('service', 'training', 'completion', 'hours') AND e.occurred_on BETWEEN DATE '{start}' AND DATE '{end}'
        AND e.position IS NOT NULL AND w.reason IN ('consent_withdrawn', 'guardian_revoked')
), cells AS (
    SELECT kind, initiative, strategic, level, extract(YEAR FROM occurred_on) AS year,
        sum(headcount) AS headcount, sum(quantity) AS quantity, count(*) AS entries
    FROM entries e LEFT JOIN strikes s ON s.position = e.position
    WHERE kind IN ('service', 'training', 'completion', 'headcount', 'target', 'hours')
        AND occurred_on BETWEEN DATE '{start}' AND DATE '{end}' AND standing = 'approved' AND corrects IS NULL
        AND e.position < {size} AND s.position IS NULL
    GROUP BY 1, 2, 3, 4, 5
), amounts AS (
    SELECT
        count(DISTINCT initiative) FILTER (WHERE kind IN ('service', 'training', 'completion', 'headcount')) AS run,
        count(DISTINCT initiative) FILTER (WHERE kind IN ('service', 'training', 'completion', 'headcount') AND strategic) AS strategic,
        sum(quantity) FILTER (WHERE kind = 'target') AS targeted,
        sum(headcount) FILTER (WHERE kind = 'headcount') AS headcount,
        sum(quantity) FILTER (WHERE kind = 'hours') AS hours,
        sum(quantity * rate) FILTER (WHERE kind = 'hours') AS value,
        sum(entries) FILTER (WHERE kind = 'hours' AND rate IS NULL) AS unrated,
        sum(headcount) FILTER (WHERE kind = 'headcount' AND initiative = 'ramadan') AS ramadan,
        sum(quantity) FILTER (WHERE kind = 'hours' AND initiative = 'ramadan') AS ramadan_hours
    FROM cells LEFT JOIN rates ON rates.level = cells.level AND rates.year = cells.year
), beneficiaries AS (
    SELECT count(*) AS identified, sum(initiatives) AS participations
    FROM (
        SELECT cluster, count(*) AS initiatives
        FROM (
            SELECT DISTINCT coalesce(cluster, e.person) AS cluster, initiative
            FROM entries e LEFT JOIN strikes s ON s.position = e.position LEFT JOIN clusters c ON c.person = e.person
            WHERE kind IN ('service', 'training', 'completion') AND e.person IS NOT NULL
                AND occurred_on BETWEEN DATE '{start}' AND DATE '{end}' AND standing = 'approved' AND corrects IS NULL
                AND e.position < {size} AND s.position IS NULL
        ) AS pairs
        GROUP BY cluster
    ) AS people
), volunteers AS (
    SELECT count(*) AS active
    FROM (
        SELECT DISTINCT coalesce(cluster, e.person) AS cluster
        FROM entries e LEFT JOIN strikes s ON s.position = e.position LEFT JOIN clusters c ON c.person = e.person
        WHERE kind = 'hours' AND e.person IS NOT NULL
            AND occurred_on BETWEEN DATE '{start}' AND DATE '{end}' AND standing = 'approved' AND corrects IS NULL
            AND e.position < {size} AND s.position IS NULL
    ) AS people
)
SELECT run, strategic, targeted, identified + headcount, identified, headcount, participations, active, hours, value, ramadan, ramadan_hours
FROM amounts CROSS JOIN beneficiaries CROSS JOIN volunteers
