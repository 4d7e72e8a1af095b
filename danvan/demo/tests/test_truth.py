"""The register of the demonstration is as sound as a real one, and the same each time."""

from datetime import date

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from danvan.cases import topics
from danvan.cases.models.parts import Outcome
from danvan.demo import material
from danvan.demo.article_letters import Letters
from danvan.demo.article_turns import Visits
from danvan.demo.names import Crowd
from danvan.demo.officers import dice
from danvan.demo.words import Writer


@pytest.mark.django_db
@pytest.mark.parametrize("verifier", settings.DANVAN_VERIFIERS)
def test_verify_finds_no_lie(register, verifier):
    assert list(import_string(verifier)()) == []


def _plan(seed: int) -> list:
    names = {key: f"xã {key}" for key in material.read("article")["communes"]}
    visits = Visits(dice(seed, "visits"), Crowd(dice(seed, "people")), names)
    all_visits = visits.all()
    drafts = Letters(dice(seed, "letters"), visits.plan, all_visits, visits.days).all()
    turns = [(v.on, v.unit, v.topic, v.persons, [c.full_name for c in v.callers]) for v in all_visits]
    return [turns, [(d.on, d.unit, d.topic, d.kind, d.fate) for d in drafts]]


def test_one_seed_tells_one_story():
    assert _plan(5) == _plan(5)


@pytest.mark.parametrize("seed", [1, 2, 3, 2018])
def test_sums_come_out_whatever_the_seed(seed):
    turns, letters = _plan(seed)
    plan = material.read("article")
    assert len(turns) == plan["turns"]
    assert sum(turn[3] for turn in turns) == plan["persons"]
    assert len(letters) == plan["letters"]
    assert all(isinstance(turn[0], date) for turn in turns)


@pytest.mark.parametrize("topic", sorted({row["about"] for row in material.read("present")["letters"]}))
def test_every_topic_of_today_has_words(topic):
    writer = Writer(dice(1, "words"), Crowd(dice(1, "people")))
    assert writer.has_letter(topic, "recommendation", "now")


@pytest.mark.parametrize("topic", list(material.read("article")["topics"]))
def test_every_topic_of_the_article_has_letters_of_its_time(topic):
    writer = Writer(dice(1, "words"), Crowd(dice(1, "people")))
    assert writer.has_letter(topic, "recommendation", "then")
    if material.read("article")["topics"][topic]["complaints"]:
        assert writer.has_letter(topic, "complaint", "then")


@pytest.mark.parametrize("topic", topics.slugs())
def test_every_letter_is_answered_in_its_own_words(topic):
    for row in material.read(f"texts/{topic}")["letters"]:
        assert row["answer"]
        assert row["outcome"] in Outcome.values
