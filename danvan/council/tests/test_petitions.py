"""What voters ask: taken down, merged and parted, classified, sent, answered, told, asked again; with its figures."""

import json
from collections import Counter
from datetime import date, timedelta

import pytest

from danvan.council import actions, facts, queries
from danvan.council.actions import Competence
from danvan.council.likeness import Corpus
from danvan.council.models import Petition
from danvan.council.tests.make import CANAL, DAY, classified, given, hold_meeting, sent, take
from danvan.council.verify import council
from danvan.figures.models import Fact
from danvan.law.tests import shared
from danvan.lib.text import fold
from danvan.people.errors import MovedMeanwhile, Refused
from danvan.promises.models import Promise
from tests.make import at

pytestmark = pytest.mark.django_db


def figures(day: date = DAY) -> Counter[str]:
    """What all facts up to a day come to."""
    found: Counter[str] = Counter()
    for measure, amount in Fact.objects.filter(day__lte=day).values_list("measure", "amount"):
        found[measure] += amount
    return Counter({measure: n for measure, n in found.items() if n and measure.startswith("council.")})


def test_a_petition_goes_from_the_hall_to_the_answer_and_its_figures_follow(unit, bich, hoa):
    row = sent(unit, bich)
    assert (row.status, row.due_on) == (
        "sent",
        date(2026, 4, 15),
    )  # 30 days of Joint Resolution 72/2025, art. 50.1
    assert row.rule == "voter.reply"
    assert figures() == {facts.RAISED: 1, facts.SENT: 1, facts.OPEN_WAITING: 1}
    assert figures(date(2026, 4, 16))[facts.OVERDUE] == 1
    later = DAY + timedelta(days=10)
    with at(later):
        row = actions.answer(row, given("resolved", later, number=""), by=hoa, on=later)
    assert (row.status, row.first_answered_on) == ("resolved", later)
    assert row.replies.get().answered_by == unit.name_on(DAY)
    assert figures(date(2027, 1, 1)) == {
        facts.RAISED: 1,
        facts.SENT: 1,
        facts.ANSWERED["resolved"]: 1,
        facts.IN_TIME: 1,
    }
    assert list(council()) == []


def test_no_term_of_law_in_force_gives_no_day_and_the_office_may_set_one(unit, bich):
    past = date(2018, 5, 14)
    with at(past):
        row = actions.send(classified(unit, bich, on=past), number="3/HĐND", by=bich, on=past)
        assert (row.due_on, row.rule) == (None, "")
        other = classified(unit, bich, on=past)
        set_by_office = actions.send(other, number="4/HĐND", until=date(2018, 6, 1), by=bich, on=past)
    assert (set_by_office.due_on, set_by_office.rule, set_by_office.recipe) == (date(2018, 6, 1), "", {})


def test_what_is_being_resolved_is_a_promise_and_its_end_is_reported(unit, bich, hoa):
    row = sent(unit, bich)
    until = DAY + timedelta(days=60)
    row = actions.answer(row, given("resolving", DAY, number="", until=until), by=hoa, on=DAY)
    promise = Promise.objects.get()
    assert (row.status, row.promised_on, promise.due_on, promise.unit) == ("resolving", until, until, unit)
    assert figures()[facts.OPEN_RESOLVING] == 1
    assert figures(until + timedelta(days=1))[facts.OVERDUE] == 1
    row = actions.answer(row, given("resolved", DAY), by=bich, on=DAY)
    promise.refresh_from_db()
    assert (row.status, promise.status) == ("resolved", "reported")
    assert figures(date(2027, 1, 1))[facts.OVERDUE] == 0
    assert figures()[facts.FULFILLED] == 1


@pytest.mark.parametrize(
    "change, field",
    [
        ({"text": " "}, "text"),
        ({"kind": "resolving"}, "until"),
        ({"number": ""}, "number"),
        ({"on": DAY + timedelta(days=1)}, "on"),
        ({"on": DAY - timedelta(days=1)}, "on"),
    ],
)
def test_an_answer_needs_words_a_day_and_the_paper_where_the_office_enters_it(unit, bich, change, field):
    row = sent(unit, bich)
    said = {"kind": "resolved", "on": DAY, **change}
    with pytest.raises(Refused) as why:
        actions.answer(row, given(**said), by=bich, on=DAY)
    assert why.value.field == field


def test_the_same_ask_from_several_places_is_one_and_can_be_parted(unit, bich):
    head, other = (
        take(unit, bich),
        take(unit, bich, f"{CANAL} Dân đã kiến nghị nhiều lần.", place_words="thôn Tân Hà"),
    )
    third = take(unit, bich, CANAL, place_words="thôn Bắc Sơn")
    actions.merge(third, into=other, by=bich, on=DAY)
    actions.merge(other, into=head, by=bich, on=DAY)
    places = [place.name.split(",")[0] for place in queries.places_of([head], DAY)[head.pk]]
    assert places == ["thôn Đồng Tiến", "thôn Tân Hà", "thôn Bắc Sơn"]
    assert figures() == {facts.RAISED: 3, facts.MERGED: 2, facts.OPEN_UNSENT: 1}
    with pytest.raises(Refused):
        actions.drop(head, text="Đã trả lời tại chỗ.", by=bich, on=DAY)
    actions.unmerge(third, by=bich, on=DAY)
    third.refresh_from_db()
    assert (third.status, third.merged_into) == ("taken", None)
    assert figures() == {facts.RAISED: 3, facts.MERGED: 1, facts.OPEN_UNSENT: 2}
    assert list(council()) == []


def test_what_was_answered_is_asked_again_and_counted_not_merged(unit, bich, hoa):
    first = sent(unit, bich)
    actions.answer(first, given("explained", DAY, number=""), by=hoa, on=DAY)
    second = take(unit, bich)
    with pytest.raises(Refused) as why:
        actions.merge(second, into=first, by=bich, on=DAY)
    assert why.value.field == "into"
    assert [pair.again for pair in queries.like(second, DAY)] == [True]
    actions.raise_again(second, of=first, by=bich, on=DAY)
    assert queries.petition_with_all(first.pk).asked_again == 1
    assert figures()[facts.AGAIN] == 1
    actions.not_again(second, by=bich, on=DAY)
    assert figures()[facts.AGAIN] == 0


def test_who_is_late_is_urged_and_nobody_before_that(unit, bich):
    row = sent(unit, bich)
    with pytest.raises(Refused):
        actions.urge(row, text="Đề nghị trả lời.", by=bich, on=DAY)
    late = row.due_on + timedelta(days=1)
    with at(late):
        actions.urge(row, text="Đề nghị trả lời ngay.", number="20/HĐND", by=bich, on=late)
        assert queries.counts([unit.pk], late)["late"] == 1
    assert row.reminders.get().late_since == row.due_on


def test_voters_are_told_at_the_next_meeting(unit, bich, hoa, term):
    row = sent(unit, bich)
    with pytest.raises(Refused):
        actions.tell(row, way="portal", by=bich, on=DAY)
    actions.answer(row, given("resolved", DAY, number=""), by=hoa, on=DAY)
    assert queries.counts([unit.pk], DAY)["untold"] == 1
    meeting = hold_meeting(term, bich)
    actions.tell(row, way="meeting", meeting=meeting, note="Cử tri đồng tình.", by=bich, on=DAY)
    assert queries.counts([unit.pk], DAY)["untold"] == 0
    assert queries.petition_with_all(row.pk).told


def test_what_comes_back_is_classified_anew_and_its_term_begins_again(unit, bich):
    row = actions.send_back(sent(unit, bich), text="Thuộc thẩm quyền của Sở.", by=bich, on=DAY)
    assert (row.status, row.due_on, row.sent_on) == ("classified", None, None)
    row = actions.classify(row, Competence("province", "Sở Nông nghiệp và Môi trường"), by=bich, on=DAY)
    later = DAY + timedelta(days=3)
    with at(later):
        row = actions.send(row, number="16/HĐND-VP", by=bich, on=later)
    assert row.due_on == date(2026, 4, 20)  # the 30th day is a Saturday
    assert figures(later) == {facts.RAISED: 1, facts.SENT: 2, facts.RETURNED: 1, facts.OPEN_WAITING: 1}
    assert list(council()) == []


def test_left_out_with_a_reason_and_taken_in_again_adds_up(unit, bich):
    row = take(unit, bich)
    actions.drop(row, text="Đây là khiếu nại; đã hướng dẫn gửi đơn.", by=bich, on=DAY)
    assert figures() == {facts.RAISED: 1, facts.DROPPED: 1}
    actions.restore(row, by=bich, on=DAY)
    assert figures() == {facts.RAISED: 1, facts.OPEN_UNSENT: 1}


def test_strangers_and_leaders_take_nothing_down_and_a_page_of_yesterday_is_told_so(unit, bich, hoa, dung):
    for officer in (hoa, dung):
        with pytest.raises(Refused):
            take(unit, officer)
    row = take(unit, bich)
    actions.classify(row, Competence("commune", unit=unit), by=bich, on=DAY)
    with pytest.raises(MovedMeanwhile, match="Lê Thị Bích"):
        actions.classify(row, Competence("central", "Bộ Y tế"), by=bich, on=DAY, seen=row.revision)
    with pytest.raises(Refused):
        actions.answer(sent(unit, bich), given("resolved", DAY, number=""), by=dung, on=DAY)


def test_a_topic_put_right_moves_with_its_figures(unit, bich):
    row = take(unit, bich, topic="roads")
    actions.revise(row, actions.Said(CANAL, unit, topic="water"), by=bich, on=DAY)
    by_topic = Counter()
    for topic, amount in Fact.objects.filter(measure=facts.RAISED).values_list("topic", "amount"):
        by_topic[topic] += amount
    assert by_topic["roads"] == 0
    assert by_topic["water"] == 1


def test_a_changed_row_is_a_lie_that_is_named(unit, bich):
    row = sent(unit, bich)
    Petition.objects.filter(pk=row.pk).update(addressee="Bộ Y tế")
    assert [lie.row for lie in council()] == [f"petition {row.pk}"]


def test_doubles_among_the_24_petitions_are_found_and_none_is_merged_by_itself(unit, bich):
    items = json.loads(shared.file("petitions", "voter_petitions.json").read_text("utf-8"))["items"]
    assert len(items) == 24
    taken = {}
    for item in items:
        taken[take(unit, bich, item["text"], topic="other").pk] = item
    groups: dict[str, set[int]] = {}
    for pk, item in taken.items():
        if item["dup_group"]:
            groups.setdefault(item["dup_group"], set()).add(pk)
    marked = [pks for pks in groups.values() if len(pks) > 1]
    found = queries.doubles(unit.pk, DAY)
    shown = [{pair.earlier.pk, pair.later.pk} for pair in found]
    assert marked
    assert sum(any(pair <= group for pair in shown) for group in marked) >= 0.8 * len(marked)
    assert shown[0] in marked  # what is marked comes first
    assert len(shown) <= 6  # and hardly anything else is shown
    assert not Petition.objects.exclude(status="taken").exists()  # merged by nobody but a person


def test_likeness_weighs_rare_words_and_a_thousand_petitions_are_compared_at_once():
    texts = {1: CANAL, 2: "Kênh N3 qua thôn Đồng Tiến bồi lấp, đề nghị xã nạo vét để có nước tưới."}
    texts |= {n: f"Đề nghị xã quan tâm làm đường bê tông cho xóm {n} và lắp đèn." for n in range(3, 40)}
    corpus = Corpus({pk: fold(text) for pk, text in texts.items()})
    best = corpus.like(1)[0]
    assert (best.one, best.other) == (1, 2)
    assert corpus.score(1, 2) > corpus.score(1, 20)
