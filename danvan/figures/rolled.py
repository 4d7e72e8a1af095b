"""What totals are made of, as SQL: the same sums are made by the roll-up and looked at by `danvan verify`."""

SUMS = """
    WITH own AS MATERIALIZED (
        SELECT date_trunc('month', day::timestamp)::date AS first, unit_id, measure, kind, topic, sum(amount) AS amount
        FROM figures_fact WHERE id > %(after)s AND id <= %(last)s GROUP BY 1, 2, 3, 4, 5
    ), grouped AS MATERIALIZED (
        SELECT first, top_id AS unit_id, measure, kind, topic, sum(amount) AS amount
        FROM own JOIN figures_member member USING (unit_id) GROUP BY 1, 2, 3, 4, 5
    ), months AS (
        SELECT first, false AS below, unit_id, measure, kind, topic, amount FROM own
        UNION ALL
        SELECT first, true, unit_id, measure, kind, topic, amount FROM grouped
    )
    SELECT 1 AS months, first, below, unit_id, measure, kind, topic, amount::bigint FROM months
    UNION ALL
    SELECT 12, date_trunc('year', first::timestamp)::date, below, unit_id, measure, kind, topic, sum(amount)::bigint
    FROM months GROUP BY 2, 3, 4, 5, 6, 7
    UNION ALL
    SELECT 0, day, true, top_id, measure, kind, topic, sum(amount)::bigint
    FROM figures_fact JOIN figures_member USING (unit_id)
    WHERE figures_fact.id > %(after)s AND figures_fact.id <= %(last)s AND daily GROUP BY 2, 4, 5, 6, 7
"""
# In the order of the index of totals: of many millions, each page is written once.
ADD = """
    INSERT INTO figures_total (months, first, below, unit_id, measure, kind, topic, amount) {sums}
    ORDER BY unit_id, below, months
    ON CONFLICT (unit_id, below, months, measure, first, kind, topic)
    DO UPDATE SET amount = figures_total.amount + excluded.amount
"""
# What units that join a group (sign 1) or leave it (-1) bring into its totals or take out of them.
SHIFTED = """
    WITH shifted AS (
        SELECT * FROM unnest(%(tops)s::int[], %(units)s::int[], %(daily)s::bool[], %(signs)s::int[])
            AS shifted(top_id, unit_id, daily, sign)
    )
    SELECT months, first, true AS below, top_id AS unit_id, measure, kind, topic, sum(sign * amount)::bigint
    FROM figures_total JOIN shifted USING (unit_id) WHERE NOT below GROUP BY 1, 2, 4, 5, 6, 7
    UNION ALL
    SELECT 0, day, true, top_id, measure, kind, topic, sum(sign * amount)::bigint
    FROM figures_fact JOIN shifted USING (unit_id) WHERE id <= %(last)s AND daily GROUP BY 2, 4, 5, 6, 7
"""
