"""Who works where, for the forms of reception."""

from collections.abc import Iterable
from datetime import date

from danvan.people import queries as people
from danvan.people.models import Account, Post
from danvan.people.roles import Role


def officers(unit_ids: Iterable[int], roles: Iterable[Role], *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the officers who hold one of the roles in one of the units that day, by name."""
    held = Post.objects.on(on).filter(unit__in=list(unit_ids), role__in=list(roles)).values("officer")
    rows = Account.objects.filter(pk__in=held, is_active=True).order_by("sort_key")
    return list(rows.values_list("pk", "full_name"))


def own_units(officer: Account, roles: Iterable[Role], *, on: date) -> list[tuple[int, str]]:
    """(id, name) of the units in which the officer holds one of the roles that day, each once."""
    posts = people.posts_of(officer, on).filter(role__in=list(roles))
    named = posts.annotate(unit_name=people.name_of_day(on))
    return list({post.unit_id: post.unit_name for post in named}.items())


def own_keys(officer: Account, roles: Iterable[Role], *, on: date) -> list[tuple[str, str]]:
    """(key, name) of the same units, for addresses."""
    posts = people.posts_of(officer, on).filter(role__in=list(roles))
    named = posts.annotate(unit_name=people.name_of_day(on))
    return list({post.unit.key: post.unit_name for post in named}.items())
