"""The usual questions, as views of the SQLite database: name, what a row is, and the query."""

from __future__ import annotations

VIEWS = {
    "directory": (
        "A row a city and one of its partners, so that each partnership is there twice.",
        """
SELECT one.city AS city_id, here.name AS city, here.country AS country, here.country_name AS country_name,
       other.city AS partner_id, there.name AS partner, there.country AS partner_country,
       there.country_name AS partner_country_name, pair.kind, pair.status, pair.in_force, pair.presumed,
       pair.since, pair.until, pair.years, pair.distance_km, pair.fields, one.designation AS designation,
       other.designation AS partner_designation, pair.id AS partnership, pair.licence
FROM parties AS one
JOIN parties AS other ON other.partnership = one.partnership AND other.position <> one.position
JOIN partnerships AS pair ON pair.id = one.partnership
JOIN cities AS here ON here.id = one.city
JOIN cities AS there ON there.id = other.city""",
    ),
    "in_force": (
        "A row a partnership that is in force, be it presumed, dormant or suspended.",
        """
SELECT id, kind, status, since, name_a, country_a, name_b, country_b, years, distance_km, licence
FROM partnerships WHERE in_force""",
    ),
    "ended": (
        "A row an end or a suspension that is told in a history, with who did it and why.",
        """
SELECT history.date, history.event, history.reason, history."by", pair.name_a, pair.country_a, pair.name_b,
       pair.country_b, history.note, pair.id AS partnership
FROM history JOIN partnerships AS pair ON pair.id = history.partnership
WHERE history.event IN ('suspended', 'terminated', 'expired', 'retired')""",
    ),
    "countries": (
        "A row a country: its cities, their partnerships, each once, and those in force.",
        """
SELECT cities.country, cities.country_name, count(*) AS cities, coalesce(ties.partnerships, 0) AS partnerships,
       coalesce(ties.partnerships_in_force, 0) AS partnerships_in_force
FROM cities LEFT JOIN (
    SELECT country, count(*) AS partnerships, sum(in_force) AS partnerships_in_force FROM (
        SELECT country_a AS country, in_force FROM partnerships
        UNION ALL
        SELECT country_b, in_force FROM partnerships WHERE country_b IS NOT country_a
    ) GROUP BY country
) AS ties ON ties.country = cities.country
GROUP BY cities.country""",
    ),
    "country_pairs": (
        "A row two countries, in the order of their codes: how many partnerships they have, and how many in force.",
        """
SELECT min(country_a, country_b) AS country, max(country_a, country_b) AS partner_country,
       count(*) AS partnerships, sum(in_force) AS in_force
FROM partnerships GROUP BY 1, 2""",
    ),
    "years": (
        "A row a year: how many partnerships began, by their first stage, and how many ended.",
        """
SELECT year, sum(began) AS began, sum(ended) AS ended FROM (
    SELECT CAST(substr(first_stage_date, 1, 4) AS INTEGER) AS year, 1 AS began, 0 AS ended
    FROM partnerships WHERE first_stage_date IS NOT NULL
    UNION ALL
    SELECT CAST(substr("until", 1, 4) AS INTEGER), 0, 1 FROM partnerships WHERE "until" IS NOT NULL
) GROUP BY year""",
    ),
    "anniversaries": (
        "A row a partnership in force: its next anniversary, and whether it is a round one.",
        """
SELECT next_anniversary AS date, next_anniversary_years AS years, next_anniversary_years % 5 = 0 AS round,
       name_a, country_a, name_b, country_b, id AS partnership
FROM partnerships WHERE next_anniversary IS NOT NULL""",
    ),
    "contacts_of_cities": (
        "A row a city: whom to write to about its programme, or which offices to ask where no organisation is known.",
        """
SELECT id AS city_id, name AS city, country, programme, programme_name, contact_office, contact_email,
       contact_phone, contact_url, programme_website, ask_instead
FROM cities""",
    ),
    "all_names": (
        "A row a name of a city or an organisation, which the search over names reads.",
        """
SELECT "row", 'city' AS kind, city AS id, name, folded FROM names
UNION ALL
SELECT "row", 'organisation', organisation, name, folded FROM organisation_names""",
    ),
    "seeking": (
        "A row an organisation that looks for a new partner.",
        """
SELECT id AS organisation, name, city, city_name, country, seeking_regions, seeking_fields, seeking_population,
       seeking_until
FROM organisations WHERE seeking_until IS NOT NULL""",
    ),
    "one_sided": (
        "A row a partnership that sources of one side only bear witness to, as far as sources say whose they are.",
        """
SELECT pair.id AS partnership, min(source.party) AS witness, pair.name_a, pair.country_a, pair.name_b,
       pair.country_b, pair.status
FROM partnerships AS pair JOIN sources AS source ON source.partnership = pair.id
GROUP BY pair.id HAVING count(DISTINCT source.party) = 1 AND count(*) = count(source.party)""",
    ),
}

INDICES = (
    ("cities", ("country", "name")),
    ("cities", ("wikidata",)),
    ("names", ("name",)),
    ("names", ("folded",)),
    ("partnerships", ("status",)),
    ("partnerships", ("kind",)),
    ("partnerships", ("since",)),
    ("partnerships", ("country_a",)),
    ("partnerships", ("country_b",)),
    ("fields", ("field",)),
    ("history", ("event",)),
    ("redirects", ("former_id",)),
)
"""Columns that people filter and sort by."""

FIND = """
WITH wanted AS (SELECT :q AS q),
found AS (
    SELECT rowid AS row FROM names_trigram, wanted
    WHERE length(q) >= 3 AND names_trigram MATCH '"' || replace(q, '"', '""') || '"'
    UNION
    SELECT names."row" FROM names, wanted
    WHERE length(q) < 3 AND (name LIKE q || '%' OR folded LIKE q || '%')
)
SELECT cities.id, cities.name, cities.country_name, cities.partnerships, group_concat(DISTINCT names.name) AS found
FROM found JOIN names ON names."row" = found.row JOIN cities ON cities.id = names.city
GROUP BY cities.id ORDER BY cities.partnerships DESC, cities.id
""".strip()
"""Cities by any part of any of their names, in any script; by its beginning where it has less than three characters."""
