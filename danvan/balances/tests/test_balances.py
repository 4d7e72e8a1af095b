"""What was open when an office began is declared, settled and matched with cases; every report is whole meanwhile."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.balances import actions, postings, queries, verify
from danvan.balances.models import Balance
from danvan.balances.workflow import STANDINGS, WAYS
from danvan.cases.errors import StepRefused
from danvan.figures import verify as figures
from danvan.figures.actions import roll_up
from danvan.figures.recount import differences as totals
from danvan.people.roles import Role
from danvan.reports import contents, recount
from danvan.reports.checks import SUMS
from danvan.reports.measures import figures as all_figures
from danvan.reports.people_relations import build
from danvan.reports.statutory import circulars, table
from danvan.reports.tests.make import at, live, make_district
from tests.make import make_case, make_officer

START, LAST, TODAY = date(2018, 4, 1), date(2018, 6, 30), date(2018, 7, 16)
KIND = "complaint"
STEPS = st.lists(
    st.tuples(
        st.sampled_from(sorted(WAYS)),
        st.sampled_from(sorted(STANDINGS)),
        st.integers(1, 9),
        st.integers(0, 89),
    ),
    max_size=25,
)
DECLARED = st.dictionaries(st.sampled_from(sorted(STANDINGS)), st.integers(0, 20))


@settings(max_examples=200, deadline=None)
@given(declared=DECLARED, steps=STEPS, entered=st.integers(0, 5), cut=st.integers(0, 100))
def test_carried_over_and_new_are_closed_and_carried_forward_whatever_is_done(declared, steps, entered, cut):
    """A life of declared letters, any day of which ends a report."""
    eve, last = postings.eve(START), START + timedelta(days=cut)
    left = Counter(declared)
    posted = [p for where, n in declared.items() for p in postings.standing(1, KIND, where, n, eve)]
    for where in list(left):  # some of them turn out to be cases, which stood there themselves on the eve
        some = min(entered, left[where])
        left[where] -= some
        posted += postings.standing(1, KIND, where, -some, eve) + postings.standing(1, KIND, where, some, eve)
    for code, where, count, day in steps:
        way = WAYS[code]
        if where in way.sources and count <= left[where]:
            left[where] -= count
            left[way.target] += count if way.target else 0
            on = START + timedelta(days=day)
            posted += postings.settled(1, KIND, where, way, count, on, "explained")
    flow, before = Counter(), Counter()
    for posting in posted:
        into = before if posting.day < START else flow
        into[posting.measure] += posting.amount if posting.day <= last else 0
    found = all_figures(flow, before)
    assert (
        found["carried_over"] + found["received"] + found["reopened"]
        == found["closed"] + found["carried_forward"]
    )
    for each in SUMS:
        assert sum(found[slug] for slug in each.left) == sum(found[slug] for slug in each.right), each.name
    assert min(left.values(), default=0) >= 0


@pytest.fixture
def district(db):
    with at(TODAY):
        yield make_district()


@pytest.fixture
def hoa(district):
    return make_officer(district.khang, Role.LEADER, Role.HANDLER, full_name="Lê Thị Hoa")


def declare(unit, by, **numbers):
    given = {"starts_on": START, "source": "Sổ đơn năm 2017", "by": by, "on": TODAY}
    return actions.declare(unit, declared={(KIND, where): n for where, n in numbers.items()}, **given)


def settle(opening, where, way, count, by, day=date(2018, 5, 2), outcome="explained"):
    row = opening.balances.get(standing=where)
    said = {"outcome": outcome, "source": "12/BC-UBND", "by": by, "on": TODAY}
    return actions.settle(row, way=way, count=count, day=day, **said)


def lies():
    return [*verify.balances(), *figures.facts(), *totals(), *recount.differences()]


def test_the_first_report_is_whole_and_says_what_was_declared(district, hoa):
    opening = declare(district.khang, hoa, examined=2, open=5, overdue=1)
    with at(date(2018, 4, 10)):
        live(
            district,
            [("screen", 1), ("accept", 1)],
            start=date(2018, 4, 10),
            unit=district.khang,
            kind=KIND,
            topic="land",
        )
    settle(opening, "examined", "eligible", 2, hoa)
    settle(opening, "open", "in_time", 3, hoa)
    settle(opening, "overdue", "late", 1, hoa)
    found = build(district.unit, START, LAST)
    numbers = {
        slug: found.figures[slug]
        for slug in ("carried_over", "received", "eligible", "closed", "carried_forward")
    }
    assert numbers == {"carried_over": 8, "received": 1, "eligible": 3, "closed": 4, "carried_forward": 5}
    year = build(district.unit, date(2018, 1, 1), LAST)  # the unit began in the midst of it
    assert {slug: year.figures[slug] for slug in numbers} == numbers
    (told,) = found.declared
    assert "đã khai 8 đơn" in told
    assert "Sổ đơn năm 2017" in told
    assert any(told in getattr(block, "text", "") for block in contents.blocks(found))
    circular, form = circulars.find("01-XLD", LAST, "02-2021")
    filled = table.build(circular, form, district.unit, START, LAST)
    assert filled.total.cells[3] == 8
    for each in circular.forms.values():
        if each.columns:
            table.build(circular, each, district.unit, date(2018, 1, 1), LAST)
    assert filled.declared == found.declared
    roll_up()
    assert lies() == []


def test_what_is_entered_as_a_case_counts_once_and_nothing_falls_below_zero(district, hoa):
    with at(date(2018, 3, 20)):
        cases = [make_case(district.khang, kind=KIND, on=date(2018, 3, 20)) for _ in range(3)]
    opening = declare(district.khang, hoa, examined=2)
    assert build(district.unit, START, LAST).figures["carried_over"] == 5, "two of them twice"
    actions.enter(opening, cases[0], by=hoa, on=TODAY)
    assert "trong đó 1 đơn nay đã có hồ sơ trong sổ" in build(district.unit, START, LAST).declared[0]
    actions.enter(opening, cases[1], by=hoa, on=TODAY)
    whole = build(district.unit, START, LAST)
    assert whole.figures["carried_over"] == 3
    assert "đã khai 2 đơn" in whole.declared[0]
    assert "các đơn ấy nay đều đã có hồ sơ trong sổ" in whole.declared[0]
    with pytest.raises(StepRefused, match="không còn đơn nào"):
        actions.enter(opening, cases[2], by=hoa, on=TODAY)
    with pytest.raises(StepRefused, match="đã tính vào số khai rồi"):
        actions.enter(opening, cases[0], by=hoa, on=TODAY)
    assert queries.why_held("case", [cases[0].pk], on=TODAY)
    assert not queries.why_held("case", [cases[2].pk], on=TODAY)
    late = make_case(district.khang, kind=KIND, on=date(2018, 4, 2))
    with pytest.raises(StepRefused, match="không phải đơn chưa xong"):
        actions.enter(opening, late, by=hoa, on=TODAY)
    with pytest.raises(StepRefused, match="Chỉ còn 0 đơn"):
        settle(opening, "examined", "guided", 1, hoa)
    assert lies() == []


def test_a_declaration_is_the_leaders_once_and_withdrawn_while_nothing_was_done(district, hoa):
    clerk = make_officer(district.khang, Role.CLERK)
    with pytest.raises(StepRefused, match="lãnh đạo"):
        declare(district.khang, clerk, open=1)
    opening = declare(district.khang, hoa, open=4)
    with pytest.raises(StepRefused, match="khai số dư đầu kỳ rồi"):
        declare(district.khang, hoa, open=1)
    actions.withdraw(opening, text="Khai nhầm quyển sổ.", by=hoa, on=TODAY)
    assert build(district.unit, START, LAST).figures["carried_over"] == 0
    again = declare(district.khang, hoa, open=3)
    settle(again, "open", "withdrawn", 1, clerk)
    with pytest.raises(StepRefused, match="không rút được"):
        actions.withdraw(again, text="Nhầm.", by=hoa, on=TODAY)
    assert lies() == []
    Balance.objects.filter(opening=again).update(left=9)
    assert "what was done leaves 2" in [*verify.balances()][-1].reason


def test_the_pages_declare_settle_and_mark_what_has_no_case(district, hoa):
    client = Client()
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    key = district.khang.key
    own = f"/desk/balances/?unit={key}"
    typed = {"starts_on": "01/04/2018", "source": "Sổ đơn năm 2017", f"{KIND}-open": "3"}
    assert client.post(f"/desk/balances/declare/{key.lower()}/", {**typed, "source": ""}).status_code == 422
    assert client.post(f"/desk/balances/declare/{key.lower()}/", typed)["Location"] == own
    row = Balance.objects.get()
    settled = {"way": "in_time", "count": "5", "day": "02/05/2018", "outcome": "granted", "source": "1/QĐ"}
    wrong = client.post(f"/desk/balances/{row.pk}/settle/", settled)
    assert wrong.status_code == 422
    assert "Chỉ còn 3 đơn" in wrong.content.decode()
    assert client.post(f"/desk/balances/{row.pk}/settle/", {**settled, "count": "1"})["Location"] == own
    assert "Đã giải quyết, đúng hạn" in client.get("/desk/balances/").content.decode()
    query = f"?unit={key}&first=01/01/2018&last=30/06/2018"
    assert "Số dư đầu kỳ:" in client.get(f"/desk/reports/people-relations/{query}").content.decode()
    listed = client.get(f"/desk/reports/people-relations/open/{query}").content.decode()
    assert "Trong đó 2 đơn là số dư đầu kỳ đã khai" in listed
    carried = client.get(f"/desk/reports/people-relations/carried_open/{query}").context["listing"]
    assert carried.total == carried.declared == 3


@pytest.mark.parametrize("many", ["3000000000", "9" * 20])
def test_a_number_that_no_column_holds_is_said_at_its_field(district, hoa, many):
    client = Client()
    client.force_login(hoa, backend="danvan.people.backends.Officers")
    typed = {"starts_on": "01/04/2018", "source": "Sổ đơn năm 2017", f"{KIND}-open": many}
    page = client.post(f"/desk/balances/declare/{district.khang.key.lower()}/", typed)
    assert (page.status_code, "lớn nhất là 999999999" in page.content.decode()) == (422, True)


def test_how_many_denunciations_were_declared_is_known_to_who_leads_and_to_no_clerk(district, hoa):
    declared = {("denunciation", "open"): 1, (KIND, "open"): 3}
    given = {"starts_on": START, "declared": declared, "source": "Sổ 2017", "by": hoa, "on": TODAY}
    opening = actions.declare(district.khang, **given)
    row = opening.balances.get(kind="denunciation")
    lan = make_officer(district.khang, Role.CLERK)
    pages = {who: Client() for who in (hoa, lan)}
    for who, client in pages.items():
        client.force_login(who, backend="danvan.people.backends.Officers")
    shown = {who: client.get("/desk/balances/").context["lines"] for who, client in pages.items()}
    assert [line["row"].kind for line in shown[lan]] == [KIND]
    assert {line["row"].kind for line in shown[hoa]} == {KIND, "denunciation"}
    address = f"/desk/balances/{row.pk}/settle/"
    assert [pages[who].get(address).status_code for who in (hoa, lan)] == [200, 404]
    with pytest.raises(StepRefused, match="của chính đơn vị"):
        actions.settle(row, way="in_time", count=1, day=START, source="1/KL", by=lan, on=TODAY)
