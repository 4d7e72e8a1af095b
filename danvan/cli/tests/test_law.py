"""The law's clock at the command line."""

import json
import subprocess
import sys

from click.testing import CliRunner

from danvan.cli.law import due, rules, workdays


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
    assert list(told) == ["due", "start", "rule", "citation", "derivation"]
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


def test_due_speaks_english() -> None:
    assert run(due, "reception.result_notice", "--start", "2018-02-12", "--lang", "en").startswith(
        "Due: 2018-03-05"
    )


def test_workdays_leave_tet_out() -> None:
    told = json.loads(run(workdays, "2018-02-12", "2018-03-05", "--json"))
    assert told == {"first": "2018-02-12", "last": "2018-03-05", "working": 11, "days": 22}


def test_rules_of_a_day_are_listed_with_their_citations() -> None:
    told = json.loads(run(rules, "--on", "2018-01-01", "--json"))
    assert {"rule", "title", "amount", "unit", "citation"} <= set(told[0])
    assert "reception.result_notice" in [row["rule"] for row in told]


def test_the_clock_starts_without_django() -> None:
    code = (
        "import sys; from danvan.cli.errors import run;"
        "run(['due', 'reception.result_notice', '--start', '2018-02-12']);"
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
