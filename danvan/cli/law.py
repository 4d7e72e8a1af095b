"""The law's clock at the command line: no Django, no database."""

import json
from datetime import date, datetime

import click

from danvan.cli.errors import Sentence

LANGUAGES = ("vi", "en")


class Day(click.ParamType[date]):
    """A day, as 2018-02-12 or 12/02/2018."""

    name = "ngày/day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return datetime.strptime(str(value), form).date()  # noqa: DTZ007  a day has no zone
            except ValueError:
                continue
        self.fail(f"'{value}': hãy viết ngày như 2018-02-12 / write a day like 2018-02-12", param, ctx)


DAY = Day()
language = click.option("--lang", type=click.Choice(LANGUAGES), default="vi", help="Ngôn ngữ / language")
as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON / print JSON")


@click.command()
@click.argument("rule", required=False)
@click.option("--start", type=DAY, required=True, help="Ngày bắt đầu / the day it starts")
@click.option("--area", default="normal", help="normal | remote (vùng sâu, vùng xa)")
@click.option("--complexity", default="normal", help="normal | complex | special")
@click.option("--term", type=int, help="Thời hạn không theo quy tắc nào / a term of no rule")
@click.option("--unit", type=click.Choice(["working", "calendar", "month", "year"]), default="working")
@click.option("--count-first-day", is_flag=True, help="Tính cả ngày đầu / count the first day")
@language
@as_json
def due(
    rule: str | None,
    start: date,
    area: str,
    complexity: str,
    term: int | None,
    unit: str,
    count_first_day: bool,
    lang: str,
    as_json: bool,
) -> None:
    """Ngày hết thời hạn, căn cứ và cách tính / the day a term ends, its citation and derivation.

    danvan due reception.result_notice --start 2018-02-12

    danvan due --term 10 --unit working --start 2018-02-12
    """
    from danvan import law

    if (rule is None) == (term is None):
        raise Sentence(
            "Cần một trong hai: tên quy tắc (xem: danvan rules) hoặc --term.",
            "Give one of the two: the name of a rule (see: danvan rules) or --term.",
        )
    if rule is not None:
        answer = law.due(rule, start=start, area=area, complexity=complexity)
    else:
        answer = law.due_by_term(term or 0, unit, start, count_first_day)
    citation = answer.citation.say(lang) if answer.citation else ""
    derivation = answer.derivation.sentences(lang)
    if as_json:
        told = {
            "due": answer.due_on.isoformat(),
            "start": start.isoformat(),
            "rule": answer.rule,
            "citation": citation,
            "derivation": derivation,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    titles = ("Hạn cuối", "Căn cứ", "Cách tính") if lang == "vi" else ("Due", "Citation", "Derivation")
    click.echo(f"{titles[0]}: {answer.due_on.isoformat()}")
    if citation:
        click.echo(f"{titles[1]}: {citation}")
    click.echo(f"{titles[2]}:")
    for sentence in derivation:
        click.echo(f"  {sentence}")


@click.command()
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@as_json
def workdays(first: date, last: date, as_json: bool) -> None:
    """Số ngày làm việc từ FIRST đến hết LAST / working days from FIRST to LAST, both counted.

    danvan workdays 2018-02-12 2018-03-05
    """
    from datetime import timedelta

    from danvan.law import national

    if last < first:
        raise Sentence("Ngày cuối ở trước ngày đầu.", "The last day is before the first.")
    calendar = national()
    calendar.check_start(first)
    calendar.check_start(last)
    days = [first + timedelta(number) for number in range((last - first).days + 1)]
    working = [day for day in days if calendar.is_working(day)]
    if as_json:
        told = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "working": len(working),
            "days": len(days),
        }
        click.echo(json.dumps(told))
        return
    click.echo(
        f"{len(working)} ngày làm việc trong {len(days)} ngày / {len(working)} working days of {len(days)}"
    )


@click.command()
@click.option("--on", type=DAY, help="Ngày hỏi (mặc định: hôm nay) / the day asked for (default: today)")
@language
@as_json
def rules(on: date | None, lang: str, as_json: bool) -> None:
    """Các quy tắc có hiệu lực vào một ngày / the rules in force on a day."""
    from danvan.law import rules_on

    day = on or date.today()  # noqa: DTZ011  the reader's own today
    found = rules_on(day)
    if as_json:
        told = [
            {"rule": rule.id, "title": rule.title.say(lang), "amount": rule.amount, "unit": rule.unit}
            | {"citation": rule.citation.say(lang)}
            for rule in found
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for rule in found:
        term = f"{rule.amount} {rule.unit}" if rule.amount is not None else "–"
        click.echo(f"{rule.id:45} {term:14} {rule.short_citation}")
        click.echo(f"    {rule.title.say(lang)}")
