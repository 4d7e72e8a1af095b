"""Reads across officers, posts and confirmations. Each function costs a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from danvan.journal.models import Event
from danvan.law.rulebook import Rule, book
from danvan.people import words
from danvan.people.models import Account, Post, RuleConfirmation, Tier, Unit
from danvan.people.sql import ABOVE, CONFIRMED, CONFIRMED_FOR

AUTHORITIES = (Tier.PROVINCE, Tier.DISTRICT, Tier.COMMUNE)


@dataclass(frozen=True)
class RuleRow:
    """A version of a rule that sets no term by itself, and the record that confirms it for a unit."""

    rule: Rule
    confirmed: RuleConfirmation | None

    @property
    def title(self) -> str:
        """What the rule is about, in the reader's language."""
        return self.rule.title.say(_language())

    @property
    def citation(self) -> str:
        """Article and act, in the reader's language."""
        return self.rule.citation.say(_language())

    @property
    def term(self) -> str:
        """The number that would be used in a normal area, with its unit."""
        return words.term(self.rule.amount, self.rule.unit)

    @property
    def checked(self) -> str:
        """How far the text of the rule was checked, soberly said."""
        return words.checked(self.rule.confidence)


def _language() -> str:
    return "vi" if (get_language() or "vi").startswith("vi") else "en"


def posts_of(officer: Account, on: date) -> QuerySet[Post]:
    """Posts that the officer holds on that day, with their units."""
    return Post.objects.on(on).filter(officer=officer).select_related("unit").order_by("pk")


def highest_office(on: date) -> Unit | None:
    """The highest authority in which somebody works on that day, with its name; None before the first run."""
    served = Unit.objects.on(on).filter(pk__in=Post.objects.on(on).values("unit"), tier__in=AUTHORITIES)
    return min(served.named(on), key=lambda unit: AUTHORITIES.index(unit.tier), default=None)


def is_confirmed(rule: str, version: str, unit: Unit, on: date) -> bool:
    """True when the unit, or one that stands above it on that day, has confirmed that this version applies.

    A confirmation says what the law is, so it also serves clocks that began before the day it was made.
    """
    with connection.cursor() as cursor:
        cursor.execute(CONFIRMED, [unit.pk, on, on, rule, version])
        return bool(cursor.fetchone()[0])


def units_confirming(rule: str, version: str, on: date) -> QuerySet[Unit]:
    """Units for which that version of a rule is confirmed, by themselves or above; a part of another statement."""
    return Unit.objects.filter(pk__in=RawSQL(CONFIRMED_FOR, (rule, version, on, on)))


def confirmed_rules(units: Iterable[int], on: date) -> dict[tuple[str, str], RuleConfirmation]:
    """Every rule confirmed for one of the units, by itself or by one above it that day: (rule, version) → record."""
    above = RawSQL(ABOVE + "SELECT id FROM above", (list(units), on, on))
    rows = RuleConfirmation.objects.filter(unit__in=above).select_related("by", "unit")
    return {(row.rule, row.version): row for row in rows}


def accounts_of(unit_ids: Iterable[int], on: date) -> QuerySet[Account]:
    """Accounts with a post in one of the units on that day, by name."""
    held = Post.objects.on(on).filter(unit__in=list(unit_ids)).values("officer")
    return Account.objects.filter(pk__in=held).order_by("sort_key")


def officers_of(unit_ids: Iterable[int], on: date) -> list[tuple[Account, list[tuple[Post, str]]]]:
    """Accounts that have or had a post in one of the units, by name, each with its posts of that day."""
    units = list(unit_ids)
    posts = Post.objects.on(on).select_related("unit").prefetch_related("unit__names").order_by("pk")
    held = Post.objects.filter(unit__in=units).values("officer")
    rows = Account.objects.filter(pk__in=held).order_by("-is_active", "sort_key")
    found = list(rows.prefetch_related(Prefetch("posts", queryset=posts, to_attr="held_posts")))
    return [(row, [(post, post.unit.name_on(on)) for post in row.held_posts]) for row in found]


def all_posts_of(officer: Account, on: date) -> list[tuple[Post, str, bool]]:
    """Every post the officer has or had, newest first: (post, name of the unit, held on that day)."""
    rows = officer.posts.select_related("unit").prefetch_related("unit__names").order_by("-from_on", "-pk")
    return [(row, row.unit.name_on(min(on, row.until_on or on)), row.holds_on(on)) for row in rows]


def account_events(account: Account, limit: int = 50) -> QuerySet[Event]:
    """The newest events of an account, with who did them."""
    rows = Event.objects.filter(stream="account", subject=account.pk).select_related("actor")
    return rows.order_by("-number")[:limit]


def rules_to_confirm(units: Iterable[int], on: date) -> list[RuleRow]:
    """Every version that sets no term by itself, open ones first, with its record for one of the units or above."""
    known = confirmed_rules(units, on)
    rows = [
        RuleRow(rule, known.get((rule.id, rule.version)))
        for versions in book().values()
        for rule in versions
        if rule.has_term and not rule.fires_by_itself
    ]
    return sorted(rows, key=lambda row: (row.confirmed is not None, row.rule.id, row.rule.version))
