"""The law's clock at the command line: no Django, no database."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import wraps
from typing import Any, TypeVar

import click

from danvan.cli.errors import Sentence

LANGUAGES = ("vi", "en")
F = TypeVar("F", bound=Callable[..., None])


class Wrong(click.ClickException):
    """What cannot be answered, in one sentence."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """The sentence alone, on standard error."""
        click.echo(self.message, file=file, err=file is None)


class Asked(click.ParamType[Any]):
    """What danvan.law reads: a day, two days, an hour."""

    def __init__(self, read: str, name: str) -> None:
        self.read, self.name = read, name

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from danvan.law import InvalidQuestion, asking

        if not isinstance(value, str):
            return value
        try:
            return getattr(asking, self.read)(value)
        except InvalidQuestion as error:
            raise Wrong(f"{error.vi} / {error.en}") from None


DAY = Asked("read_day", "ngày/day")
SPAN = Asked("read_span", "từ:đến/from:to")
HOUR = Asked("read_hour", "giờ/hour")
OPENING = Asked("read_opening", "từ-đến/from-to")
language = click.option("--lang", type=click.Choice(LANGUAGES), default="vi", help="Ngôn ngữ / language")
as_json = click.option("--json", "as_json", is_flag=True, help="In ra JSON / print JSON")


def one_sentence(command: F) -> F:
    """With --json, an error is one sentence in the language asked for; otherwise it is said in both."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except Exception as error:
            vi, en = getattr(error, "vi", None), getattr(error, "en", None)
            if not options.get("as_json") or not (isinstance(vi, str) and isinstance(en, str)):
                raise
            raise Wrong(vi if options.get("lang", "vi") == "vi" else en) from error

    return run  # type: ignore[return-value]


@click.command()
@click.argument("rule", required=False)
@click.option("--start", type=DAY, required=True, help="Ngày bắt đầu / the day it starts")
@click.option("--area", default="normal", help="normal | remote (vùng sâu, vùng xa)")
@click.option("--complexity", default="normal", help="normal | complex | special")
@click.option("--extend", type=int, multiple=True, metavar="N", help="Gia hạn; nhiều lần được / extended by")
@click.option("--suspend", type=SPAN, multiple=True, metavar="FROM:TO", help="Tạm dừng / days left out")
@click.option("--received-at", type=HOUR, metavar="HH:MM", help="Giờ nhận / the hour of receipt")
@click.option("--term", type=int, help="Thời hạn không theo quy tắc nào / a term of no rule")
@click.option("--unit", type=click.Choice(["working", "calendar", "month", "year"]), default="working")
@click.option("--count-first-day", is_flag=True, help="Tính cả ngày đầu / count the first day")
@click.option(
    "--cutoff", type=HOUR, metavar="HH:MM", help="Nhận sau giờ này là ngày sau (với --term) / cut-off"
)
@language
@as_json
@one_sentence
def due(rule: str | None, lang: str, as_json: bool, **how: Any) -> None:
    """Ngày hết thời hạn, căn cứ và cách tính / the day a term ends, its citation and derivation.

    danvan due reception.result_notice --start 2018-02-12

    danvan due complaint.first_settlement --start 2018-03-05 --extend 15 --suspend 2018-03-10:2018-03-19

    danvan due --term 10 --unit working --start 2018-02-12
    """
    from danvan.law.asking import Question, answer_as_data

    answer = Question(rule=rule, **how).answer()
    told = answer_as_data(answer, lang)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    titles = ("Hạn cuối", "Căn cứ", "Cách tính") if lang == "vi" else ("Due", "Citation", "Derivation")
    click.echo(f"{titles[0]}: {told['due']}")
    if told["citation"]:
        click.echo(f"{titles[1]}: {told['citation']}")
    click.echo(f"{titles[2]}:")
    for sentence in told["derivation"]:
        click.echo(f"  {sentence}")


@click.command()
@click.argument("amount", type=click.IntRange(1))
@click.option("--start", type=DAY, required=True, help="Ngày nhận / the day of receipt")
@click.option("--received-at", type=HOUR, required=True, metavar="HH:MM", help="Giờ nhận / its hour")
@click.option(
    "--open",
    "spans",
    type=OPENING,
    multiple=True,
    metavar="HH:MM-HH:MM",
    default=("07:30-11:30", "13:30-17:00"),
    show_default=True,
    help="Mỗi buổi làm việc / each span of the office's hours",
)
@language
@as_json
@one_sentence
def hours(
    amount: int,
    start: date,
    received_at: time,
    spans: tuple[tuple[time, time], ...],
    lang: str,
    as_json: bool,
) -> None:
    """Thời điểm hết hạn tính bằng giờ làm việc / when a term of so many working hours ends.

    danvan hours 4 --start 2026-02-13 --received-at 15:00
    """
    from danvan.law import OfficeHours, due_within

    answer = due_within(
        timedelta(hours=amount), start=datetime.combine(start, received_at), hours=OfficeHours(spans)
    )
    told = answer.sentences(lang)
    if as_json:
        data = {"due": answer.due_at.isoformat(), "derivation": told, "provisional": answer.provisional}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for sentence in told:
        click.echo(sentence)


@click.command()
@click.argument("first", type=DAY)
@click.argument("last", type=DAY)
@as_json
@one_sentence
def workdays(first: date, last: date, as_json: bool) -> None:
    """Số ngày làm việc từ FIRST đến hết LAST / working days from FIRST to LAST, both counted.

    danvan workdays 2018-02-12 2018-03-05
    """
    from danvan.law import national

    if last < first:
        raise Sentence("Ngày cuối ở trước ngày đầu.", "The last day is before the first.")
    calendar = national()
    calendar.check_start(first)
    calendar.check_start(last)
    working, days = calendar.count_working(first, last), (last - first).days + 1
    known = calendar.knows(first) and calendar.knows(last)
    if as_json:
        told = {
            "first": first.isoformat(),
            "last": last.isoformat(),
            "working": working,
            "days": days,
            "provisional": not known,
        }
        click.echo(json.dumps(told))
        return
    click.echo(f"{working} ngày làm việc trong {days} ngày / {working} working days of {days}")
    if not known:
        click.echo(
            "Tạm tính: chưa có lịch nghỉ của cả thời gian đó. / Provisional: not all days off are known."
        )


@click.command()
@click.option("--on", type=DAY, help="Ngày hỏi (mặc định: hôm nay) / the day asked for (default: today)")
@language
@as_json
@one_sentence
def rules(on: date | None, lang: str, as_json: bool) -> None:
    """Các quy tắc có hiệu lực vào một ngày / the rules in force on a day.

    Quy tắc chưa đối chiếu với văn bản được ghi rõ / a rule that nobody has checked in the act is marked.
    """
    from danvan.law import rules_on
    from danvan.law.asking import rule_as_data

    day = on or date.today()  # noqa: DTZ011  the reader's own today
    found = rules_on(day)
    if as_json:
        told = [rule_as_data(rule, lang) for rule in found]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    mark = "  [chưa xác nhận]" if lang == "vi" else "  [unconfirmed]"
    for rule in found:
        number = rule.amount if rule.has_term else rule.values.get("amount")
        term = f"{number} {rule.unit}" if number is not None else "–"
        click.echo(f"{rule.id:45} {term:14} {rule.short_citation}{'' if rule.fires_by_itself else mark}")
        click.echo(f"    {rule.title.say(lang)}")
