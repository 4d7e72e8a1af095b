"""What totals are made of, as SQL: the same sums are made by the roll-up and looked at by `danvan verify`.

Each sum is made in one pass in three details: kinds and topics apart, kinds apart, over everything. Years are added up
from months, the months of groups from those of units.
"""

from datetime import date

_THRICE = "GROUP BY GROUPING SETS (({0}, measure, kind, topic), ({0}, measure, kind), ({0}, measure))"
_SAID = """2 - grouping(kind) - grouping(topic) AS detail, measure, coalesce(kind, '') AS kind,
            coalesce(topic, '') AS topic, sum({0})::bigint AS amount"""
EVERY = f"""
    WITH own AS MATERIALIZED (
        SELECT first, unit_id, {_SAID.format("amount")} FROM (
            SELECT date_trunc('month', day::timestamp)::date AS first, unit_id, measure, kind, topic, amount
            FROM figures_fact WHERE id > %(after)s AND id <= %(last)s AND day >= %(from_)s AND day < %(until)s
        ) fact {_THRICE.format("first, unit_id")}
    ), months AS MATERIALIZED (
        SELECT first, false AS below, detail, unit_id, measure, kind, topic, amount FROM own
        UNION ALL
        SELECT first, true, detail, top_id, measure, kind, topic, sum(amount)::bigint
        FROM own JOIN figures_member member USING (unit_id) GROUP BY 1, 3, 4, 5, 6, 7
    )
    SELECT 1 AS months, first, below, detail, unit_id, measure, kind, topic, amount FROM months
    UNION ALL
    SELECT 12, date_trunc('year', first::timestamp)::date, below, detail, unit_id, measure, kind, topic,
        sum(amount)::bigint
    FROM months GROUP BY 2, 3, 4, 5, 6, 7, 8
    UNION ALL
    SELECT 0, first, true, detail, top_id, measure, kind, topic, amount FROM (
        SELECT day AS first, top_id, {_SAID.format("amount")}
        FROM figures_fact JOIN figures_member USING (unit_id)
        WHERE figures_fact.id > %(after)s AND figures_fact.id <= %(last)s AND day >= %(from_)s AND day < %(until)s
          AND daily {_THRICE.format("day, top_id")}
    ) days
"""
"""All totals of the facts above one number up to another, of some days: of whole years, or of all (EVER)."""
EVER = {"from_": date.min, "until": date.max}
LIMITS = "SELECT min(day), max(day) FROM figures_fact"
# What units that join a group (sign 1) or leave it (-1) bring into its totals or take out of them.
_SHIFTED = f"""
    WITH shifted AS (
        SELECT * FROM unnest(%(tops)s::int[], %(units)s::int[], %(daily)s::bool[], %(signs)s::int[])
            AS shifted(top_id, unit_id, daily, sign)
    )
    SELECT months, first, true AS below, detail, top_id AS unit_id, measure, kind, topic,
        sum(sign * amount)::bigint AS amount
    FROM figures_total JOIN shifted USING (unit_id) WHERE NOT below GROUP BY 1, 2, 4, 5, 6, 7, 8
    UNION ALL
    SELECT 0, first, true, detail, top_id, measure, kind, topic, amount FROM (
        SELECT day AS first, top_id, {_SAID.format("sign * amount")}
        FROM figures_fact JOIN shifted USING (unit_id) WHERE id <= %(last)s AND daily {_THRICE.format("day, top_id")}
    ) days
"""
# In the order of the index of totals: of many millions, each page is written once.
_ADD = """
    INSERT INTO figures_total (months, first, below, detail, unit_id, measure, kind, topic, amount) {every}
    ORDER BY unit_id, below, detail, months
    ON CONFLICT (unit_id, below, detail, months, first, measure, kind, topic)
    DO UPDATE SET amount = figures_total.amount + excluded.amount
"""
ADD, SHIFT = _ADD.format(every=EVERY), _ADD.format(every=_SHIFTED)
"""Bring these facts into the totals; bring units that join or leave a group into its totals, or take them out."""
FILL = f"""
    INSERT INTO figures_total (months, first, below, detail, unit_id, measure, kind, topic, amount) {EVERY}
"""
"""Bring these facts into totals that are empty, and whose index is built when they are whole."""
KEY = """
    ALTER TABLE figures_total ADD CONSTRAINT figures_total_pkey
        PRIMARY KEY (unit_id, below, detail, months, first, measure, kind, topic) INCLUDE (amount)
"""
"""The key of totals, with what they amount to."""


def yearly(first: date | None, last: date | None) -> list[dict[str, date]]:
    """Each calendar year of those days, as EVERY is asked for it: no span of totals is longer."""
    if first is None or last is None:
        return []
    years = range(first.year, last.year + 1)
    return [{"from_": date(year, 1, 1), "until": date(year + 1, 1, 1)} for year in years]
