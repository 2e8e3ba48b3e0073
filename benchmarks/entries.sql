-- A ledger of {rows} entries drawn by hash (no random numbers: every run draws the same), almost all in 2023:
-- {people} people, 14 initiatives, 1 in 100 entries not approved, 1 in 200 reversed, 3 in 100 people merged,
-- 1 in 200 withheld. DuckDB's dialect.
CREATE TABLE entries AS
WITH raw AS (
    SELECT i, hash(i) AS a, hash(i + 1000000007) AS b, hash(i * 3 + 77) AS c, hash(i * 7 + 5) AS d FROM range({rows}) AS r(i)
), lots AS (
    SELECT *, a % 1000 AS lot, 'approved' AS yes,
        CASE WHEN b % 1000 < 990 THEN 'approved' WHEN b % 1000 < 996 THEN 'pending' ELSE 'rejected' END AS standing,
        CASE WHEN a % 1000 < 950 THEN (b // 1000 % {people})::BIGINT END AS person
    FROM raw
)
SELECT
    CASE WHEN standing = yes THEN i END AS position,
    CASE WHEN standing <> yes THEN i END AS proposal,
    standing,
    CASE WHEN lot < 550 THEN 'service' WHEN lot < 650 THEN 'training' WHEN lot < 700 THEN 'completion' WHEN lot < 950 THEN 'hours'
        WHEN lot < 985 THEN 'headcount' WHEN lot < 995 THEN 'response' WHEN lot < 999 THEN 'target' ELSE 'publication' END AS kind,
    DATE '2022-12-30' + (c % 370)::INTEGER AS occurred_on,
    ['ramadan', 'forum', 'leaders', 'incubator', 'hackathon', 'trainers', 'youth', 'solutions', 'culture', 'digital', 'schools',
        'units', 'community_day', 'specialised'][1 + (d % 14)::INTEGER] AS initiative,
    d % 14 IN (1, 2, 3, 4) AS strategic,
    NULL::VARCHAR AS edition, NULL::VARCHAR AS session, NULL::VARCHAR AS organisation,
    printf('SA-%02d', 1 + (c // 370 % 12)::INTEGER) AS region,
    person,
    CASE WHEN person % 2 = 0 THEN 'female' WHEN person % 2 = 1 THEN 'male' END AS gender,
    ['0-14', '15-17', '18-24', '25-34', '35-44', '45-59', '60+'][1 + (person % 7)::INTEGER] AS age_group,
    CASE WHEN lot BETWEEN 700 AND 949 THEN ['general', 'skilled', 'professional'][1 + (c % 3)::INTEGER] END AS level,
    CASE WHEN lot BETWEEN 950 AND 984 THEN 1 + (c % 400)::BIGINT END AS headcount,
    CASE WHEN lot BETWEEN 950 AND 984 THEN 'gate' END AS method,
    (CASE WHEN lot BETWEEN 700 AND 949 THEN (c % 1200 + 25) / 100.0 WHEN lot BETWEEN 995 AND 998 THEN c % 400 + 1 END)::DECIMAL(14, 2) AS quantity,
    NULL::VARCHAR AS unit,
    CASE WHEN i > 1000 AND d // 14 % 200 = 0 AND standing = yes THEN i - 1 - (c % 900)::BIGINT END AS corrects,
    CASE WHEN standing = yes THEN TIMESTAMPTZ '2023-01-01 00:00:00+00' + to_seconds(i) END AS approved_at
FROM lots ORDER BY i;

CREATE TABLE memberships AS
SELECT p AS person, p - 1 AS cluster, TIMESTAMPTZ '2023-01-01 00:00:00+00' AS since,
    CASE WHEN p % 3 = 0 THEN TIMESTAMPTZ '2023-06-01 00:00:00+00' END AS until
FROM range(1, {people}, 33) AS r(p);

CREATE TABLE withheld AS
SELECT p AS person, CASE WHEN p % 2 = 0 THEN 'consent_withdrawn' ELSE 'guardian_revoked' END AS reason,
    CASE WHEN p % 3 = 0 THEN 'digital' END AS initiative, DATE '2023-05-01' + (p % 60)::INTEGER AS since,
    CASE WHEN p % 5 = 0 THEN DATE '2023-11-01' END AS until
FROM range(1, {people}, 199) AS r(p);

CREATE TABLE rates AS
SELECT level, year::INTEGER AS year, (base * (1 + (year - 2022) * 0.05))::DECIMAL(14, 2) AS rate, 'benchmark' AS source
FROM (VALUES ('general', 40.0), ('skilled', 70.5), ('professional', 120.25)) AS l(level, base), range(2022, 2025) AS y(year);
