"""The law's clock at the command line."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner
from rich.console import Console

from danvan.cli import errors, show, up
from danvan.cli.law import due, hours, rules, workdays
from danvan.law import RuleFileError, rulebook
from danvan.law.schema import load


def run(command, *arguments: str):
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_due_prints_day_citation_and_derivation() -> None:
    text = run(due, "reception.result_notice", "--start", "2018-02-12")
    assert text.startswith("Hạn cuối: 2018-03-05")
    assert "khoản 1 Điều 28 Luật Tiếp công dân số 42/2013/QH13" in text
    assert "Tết" in text


def test_due_in_json_has_the_same_answer() -> None:
    told = json.loads(run(due, "reception.result_notice", "--start", "12/02/2018", "--json"))
    assert list(told)[:5] == ["due", "start", "rule", "citation", "derivation"]
    assert (told["start"], told["version"], told["unconfirmed"]) == ("2018-02-12", "2014-07-01", False)
    assert told["due"] == "2018-03-05"
    assert told["rule"] == "reception.result_notice"


def test_due_of_a_remote_area_is_later() -> None:
    plain = json.loads(run(due, "complaint.first_settlement", "--start", "2018-03-01", "--json"))
    remote = json.loads(
        run(due, "complaint.first_settlement", "--start", "2018-03-01", "--area", "remote", "--json")
    )
    assert remote["due"] > plain["due"]


def test_due_counts_a_term_of_no_rule() -> None:
    told = json.loads(run(due, "--term", "3", "--unit", "working", "--start", "2018-02-12", "--json"))
    assert told["rule"] is None
    first = json.loads(
        run(due, "--term", "3", "--unit", "working", "--count-first-day", "--start", "2018-02-12", "--json")
    )
    assert first["due"] < told["due"]


def test_due_takes_extensions_pauses_and_the_hour_of_receipt() -> None:
    lived = ["--extend", "15", "--suspend", "2018-03-10:2018-03-19", "--json"]
    told = json.loads(run(due, "complaint.first_settlement", "--start", "2018-03-05", *lived))
    assert told["due"] == "2018-05-02"
    late = json.loads(
        run(due, "civil_status.birth", "--start", "2017-12-29", "--received-at", "15:20", "--json")
    )
    assert (late["due"], late["start"]) == ("2018-01-02", "2017-12-29")
    hour = ["--received-at", "16:00", "--cutoff", "15:00"]
    assert run(due, "--term", "0", "--start", "2018-02-12", *hour).startswith("Hạn cuối: 2018-02-13")


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["complaint.nonsense", "--start", "2018-02-12"], 2),
        (["complaint.acceptance", "--start", "2040-02-12"], 2),
        (["complaint.acceptance", "--start", "soon"], 2),
        (["complaint.first_settlement", "--start", "2018-03-05", "--extend", "16"], 2),
        (["complaint.first_settlement", "--start", "2018-03-05", "--suspend", "2018-03-09:2018-03-08"], 2),
        (["complaint.first_settlement", "--start", "2018-03-05", "--suspend", "2018-03-09"], 2),
        (["civil_status.birth", "--start", "2018-03-05", "--received-at", "3pm"], 2),
        (["--start", "2018-03-05"], 2),
        (["--term", "-1", "--start", "2018-03-05"], 2),
    ],
)
def test_what_cannot_be_answered_is_one_sentence_on_standard_error(arguments, code, capfd) -> None:
    assert errors.run(["due", *arguments, "--json"]) == code
    out, err = capfd.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1


def test_due_speaks_english() -> None:
    assert run(due, "reception.result_notice", "--start", "2018-02-12", "--lang", "en").startswith(
        "Due: 2018-03-05"
    )


def test_hours_are_those_of_the_office() -> None:
    asked = ("4", "--start", "2026-02-13", "--received-at", "15:00")
    assert json.loads(run(hours, *asked, "--json"))["due"] == "2026-02-23T09:30:00"
    assert "hết hạn lúc 10:00" in run(hours, *asked, "--open", "08:00-12:00", "--open", "13:00-17:00")


def test_hours_that_cannot_be_read_are_refused_in_a_sentence() -> None:
    told = CliRunner().invoke(hours, ["4", "--start", "2026-02-13", "--received-at", "15:00", "--open", "8"])
    assert told.exit_code == 2
    assert "07:30-11:30" in told.output


def test_workdays_leave_tet_out() -> None:
    told = json.loads(run(workdays, "2018-02-12", "2018-03-05", "--json"))
    assert told == {
        "first": "2018-02-12",
        "last": "2018-03-05",
        "working": 11,
        "days": 22,
        "provisional": False,
    }


def test_workdays_of_a_year_that_is_not_announced_are_provisional() -> None:
    assert json.loads(run(workdays, "2026-12-28", "2027-01-08", "--json"))["provisional"]
    assert "Tạm tính" in run(workdays, "2026-12-28", "2027-01-08")


def test_rules_of_a_day_are_listed_with_their_citations() -> None:
    told = json.loads(run(rules, "--on", "2018-01-01", "--json"))
    assert {"rule", "title", "amount", "unit", "citation"} <= set(told[0])
    assert "reception.result_notice" in [row["rule"] for row in told]
    assert {row["rule"]: row["amount"] for row in told}["reception.commune_chair"] == 1


def test_a_rule_that_nobody_has_checked_is_marked() -> None:
    told = {row["rule"]: row for row in json.loads(run(rules, "--on", "2026-07-01", "--json"))}
    assert told["complaint.acceptance"]["unconfirmed"]
    assert not told["reception.result_notice"]["unconfirmed"]
    assert "[chưa xác nhận]" in run(rules, "--on", "2026-07-01")


def test_the_clock_starts_without_django() -> None:
    code = (
        "import sys; from danvan.cli.errors import run;"
        "run(['due', 'reception.result_notice', '--start', '2018-02-12']);"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_bad_rule_file_stops_the_start_with_its_line(tmp_path, monkeypatch) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "bad.yaml").write_text("act:\n  number: [\n", encoding="utf-8")
    monkeypatch.setattr(rulebook, "book", lambda: load(tmp_path))
    with pytest.raises(RuleFileError, match=r"bad\.yaml, line 3") as stopped, show.Bar(Console()) as bar:
        up.prepare(tmp_path, "empty", bar)
    assert errors.expected(stopped.value).vi.startswith("bad.yaml, dòng 3")
