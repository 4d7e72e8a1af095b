"""What totals are made of, as SQL: the same sums are made by the roll-up and looked at by `danvan verify`."""

_SUMS = """
    WITH own AS MATERIALIZED (
        SELECT date_trunc('month', day::timestamp)::date AS first, unit_id, measure, kind, topic, sum(amount) AS amount
        FROM figures_fact WHERE id > %(after)s AND id <= %(last)s GROUP BY 1, 2, 3, 4, 5
    ), months AS MATERIALIZED (
        SELECT first, false AS below, unit_id, measure, kind, topic, amount FROM own
        UNION ALL
        SELECT first, true, top_id, measure, kind, topic, sum(amount)
        FROM own JOIN figures_member member USING (unit_id) GROUP BY 1, 3, 4, 5, 6
    )
    SELECT 1 AS months, first, below, unit_id, measure, kind, topic, amount FROM months
    UNION ALL
    SELECT 12, date_trunc('year', first::timestamp)::date, below, unit_id, measure, kind, topic, sum(amount)
    FROM months GROUP BY 2, 3, 4, 5, 6, 7
    UNION ALL
    SELECT 0, day, true, top_id, measure, kind, topic, sum(amount)
    FROM figures_fact JOIN figures_member USING (unit_id)
    WHERE figures_fact.id > %(after)s AND figures_fact.id <= %(last)s AND daily GROUP BY 2, 4, 5, 6, 7
"""
# What units that join a group (sign 1) or leave it (-1) bring into its totals or take out of them.
_SHIFTED = """
    WITH shifted AS (
        SELECT * FROM unnest(%(tops)s::int[], %(units)s::int[], %(daily)s::bool[], %(signs)s::int[])
            AS shifted(top_id, unit_id, daily, sign)
    )
    SELECT months, first, true AS below, top_id AS unit_id, measure, kind, topic, sum(sign * amount) AS amount
    FROM figures_total JOIN shifted USING (unit_id) WHERE NOT below AND apart GROUP BY 1, 2, 4, 5, 6, 7
    UNION ALL
    SELECT 0, day, true, top_id, measure, kind, topic, sum(sign * amount)
    FROM figures_fact JOIN shifted USING (unit_id) WHERE id <= %(last)s AND daily GROUP BY 2, 4, 5, 6, 7
"""
_EVERY = """
    WITH every AS MATERIALIZED ({sums})
    SELECT months, first, below, true AS apart, unit_id, measure, kind, topic, amount::bigint FROM every
    UNION ALL
    SELECT months, first, below, false, unit_id, measure, kind, '', sum(amount)::bigint
    FROM every GROUP BY 1, 2, 3, 5, 6, 7
"""
# In the order of the index of totals: of many millions, each page is written once.
_ADD = """
    INSERT INTO figures_total (months, first, below, apart, unit_id, measure, kind, topic, amount) {every}
    ORDER BY unit_id, below, apart, months
    ON CONFLICT (unit_id, below, apart, months, measure, first, kind, topic)
    DO UPDATE SET amount = figures_total.amount + excluded.amount
"""
EVERY = _EVERY.format(sums=_SUMS)
"""All totals of the facts above one number up to another."""
ADD, SHIFT = _ADD.format(every=EVERY), _ADD.format(every=_EVERY.format(sums=_SHIFTED))
"""Bring these facts into the totals; bring units that join or leave a group into its totals, or take them out."""
