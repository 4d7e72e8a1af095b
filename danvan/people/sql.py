"""Recursive questions over units, as SQL: each is one statement whatever the size of the country."""

BELOW = """
WITH RECURSIVE below(id) AS (
    SELECT %s::bigint
  UNION
    SELECT p.unit_id FROM people_unitparent p JOIN below ON p.parent_id = below.id
    WHERE p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
) SELECT id FROM below
"""

ABOVE = """
WITH RECURSIVE above(id, depth) AS (
    SELECT unnest(%s::bigint[]), 0
  UNION
    SELECT p.parent_id, above.depth + 1 FROM people_unitparent p JOIN above ON p.unit_id = above.id
    WHERE p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
)
"""

# Both take (units, day, day, day) and give (origin, heir, whole).
HEIRS = """
WITH RECURSIVE line(origin, id, whole) AS (
    SELECT id, id, true FROM people_unit WHERE id = ANY(%s)
  UNION
    SELECT line.origin, part.after_id, line.whole AND part.share = 'whole'
    FROM line
    JOIN people_unit unit ON unit.id = line.id AND unit.exists_until <= %s
    JOIN people_successionpart part ON part.before_id = line.id AND part.after_id IS NOT NULL
    JOIN people_succession step ON step.id = part.succession_id AND step.on = unit.exists_until
    WHERE part.after_id <> line.id
)
SELECT line.origin, line.id AS heir, bool_or(line.whole) AS whole FROM line
JOIN people_unit unit ON unit.id = line.id
WHERE unit.exists_from <= %s AND (unit.exists_until IS NULL OR unit.exists_until > %s)
GROUP BY 1, 2 ORDER BY 1, 2
"""

FOREBEARS = """
WITH RECURSIVE line(origin, id, whole) AS (
    SELECT id, id, true FROM people_unit WHERE id = ANY(%s)
  UNION
    SELECT line.origin, part.before_id, line.whole AND (
        SELECT count(*) FROM people_successionpart other
        JOIN people_succession step2 ON step2.id = other.succession_id AND step2.on = unit.exists_from
        WHERE other.after_id = line.id AND other.before_id IS NOT NULL) = 1
    FROM line
    JOIN people_unit unit ON unit.id = line.id AND unit.exists_from > %s
    JOIN people_successionpart part ON part.after_id = line.id AND part.before_id IS NOT NULL
    JOIN people_succession step ON step.id = part.succession_id AND step.on = unit.exists_from
    WHERE part.before_id <> line.id
)
SELECT line.origin, line.id AS heir, bool_or(line.whole) AS whole FROM line
JOIN people_unit unit ON unit.id = line.id
WHERE unit.exists_from <= %s AND (unit.exists_until IS NULL OR unit.exists_until > %s)
GROUP BY 1, 2 ORDER BY 1, 2
"""

# From each post of the officer, and each working post of whoever she stands in for that day (`lent`): down to the
# units below (of that day, or ended while below), and back to the units that the reached one succeeds as a whole.
# `own` stays true along successions: the successor acts for the unit that has ended, and the unit above for one
# that was divided.
REACH = """
WITH RECURSIVE reach(role, kinds, id, own, deputy, lent) AS (
    (SELECT post.role, post.kinds, post.unit_id, true, post.deputy, NULL::bigint FROM people_post post
     WHERE post.officer_id = %(officer)s AND post.from_on <= %(day)s
       AND (post.until_on IS NULL OR post.until_on > %(day)s)
   UNION ALL
     SELECT post.role, post.kinds, post.unit_id, true, post.deputy, post.officer_id
     FROM people_absence away
     JOIN people_account absent ON absent.id = away.officer_id AND absent.is_active
     JOIN people_post post ON post.officer_id = away.officer_id AND post.unit_id = away.unit_id
       AND post.role IN ('clerk', 'handler', 'leader') AND post.from_on <= %(day)s
       AND (post.until_on IS NULL OR post.until_on > %(day)s)
     WHERE away.stand_in_id = %(officer)s AND away.from_on <= %(day)s AND away.until_on > %(day)s)
  UNION
    SELECT reach.role, reach.kinds, next.id, reach.own AND next.heir, reach.deputy, reach.lent
    FROM reach CROSS JOIN LATERAL (
        SELECT p.unit_id AS id, child.exists_until <= %(day)s AND NOT EXISTS (
            SELECT 1 FROM people_successionpart whole WHERE whole.before_id = child.id
              AND whole.after_id IS NOT NULL AND whole.share = 'whole'
              AND whole.after_id <> child.id) IS TRUE AS heir
        FROM people_unitparent p JOIN people_unit child ON child.id = p.unit_id
        WHERE p.parent_id = reach.id AND p.from_on <= %(day)s
          AND (p.until_on IS NULL OR p.until_on > %(day)s
               OR (child.exists_until <= %(day)s AND p.until_on = child.exists_until))
      UNION ALL
        SELECT part.before_id, true
        FROM people_successionpart part
        JOIN people_succession step ON step.id = part.succession_id
        JOIN people_unit gone ON gone.id = part.before_id AND gone.exists_until = step.on
        WHERE part.after_id = reach.id AND part.share = 'whole' AND step.on <= %(day)s
    ) next
)
SELECT role, id, bool_or(own), kinds, deputy, lent FROM reach GROUP BY role, id, kinds, deputy, lent
"""

# (unit, day, day, rule, version): has the unit, or one above it, confirmed that version of the rule? It takes one
# unit and no array, so that the database keeps its plan: every letter asks it.
CONFIRMED = """
WITH RECURSIVE above(id) AS (
    SELECT %s::bigint
  UNION
    SELECT p.parent_id FROM people_unitparent p JOIN above ON p.unit_id = above.id
    WHERE p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s)
)
SELECT EXISTS (SELECT 1 FROM people_ruleconfirmation done JOIN above ON above.id = done.unit_id
WHERE done.rule = %s AND done.version = %s)
"""

# (rule, version, day, day): units for which one of them, or one above it, has confirmed that version of the rule,
# those that ended while they stood below it among them.
CONFIRMED_FOR = """
WITH RECURSIVE under(id) AS (
    SELECT unit_id FROM people_ruleconfirmation WHERE rule = %s AND version = %s
  UNION
    SELECT p.unit_id FROM people_unitparent p JOIN under ON p.parent_id = under.id
    JOIN people_unit child ON child.id = p.unit_id
    WHERE p.from_on <= %s AND (p.until_on IS NULL OR p.until_on > %s OR p.until_on = child.exists_until)
) SELECT id FROM under
"""

# (units, day, day, rule, day): what the province over them said last about the term of the rule.
OVERRIDE = (
    ABOVE
    + """SELECT o.amount, o.term_unit, o.decision, o.last_on
FROM people_ruleoverride o JOIN above ON above.id = o.unit_id
WHERE o.rule = %s AND o.from_on <= %s ORDER BY above.depth, o.from_on DESC, o.id DESC LIMIT 1
"""
)
