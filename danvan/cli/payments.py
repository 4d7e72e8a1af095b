"""Payments online at the command line: what was ordered, the demonstration's confirmation, a day compared."""

from datetime import datetime

import click

from danvan.cli.errors import Sentence
from danvan.cli.office import with_database


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]}, subcommand_metavar="list|confirm|compare"
)
def payments() -> None:
    """Thanh toán trực tuyến: lệnh, xác nhận, đối soát / online payments: orders, confirmation, comparison."""


@payments.command("list")
@click.option("--state", default="open", help="open, paid, closed, surplus, refunded")
@with_database
def listed(state: str) -> int:
    """Các lệnh thanh toán / the orders of a state.

    danvan payments list --state surplus
    """
    from danvan.onestop.models import Order

    for order in Order.objects.filter(state=state).order_by("pk"):
        click.echo(f"{order.number}  {order.amount:>12}  {order.made_at:%d/%m/%Y}  {order.reference}")
    return 0


@payments.command()
@click.argument("number")
@with_database
def confirm(number: str) -> int:
    """Coi một lệnh là đã nộp, chỉ khi nơi thanh toán là thư mục / say that an order was paid; file carrier only.

    danvan payments confirm 7KDMR4PX92THV6
    """
    from danvan.cases.errors import StepRefused
    from danvan.lib import codes, dates
    from danvan.onestop import payments as online
    from danvan.onestop.actions import orders
    from danvan.onestop.payments.filed import Filed

    carrier = online.carrier()
    fields = carrier.confirm(codes.normalise(number) or "") if isinstance(carrier, Filed) else None
    if fields is None:
        raise Sentence("Không có lệnh này trong thư mục thanh toán.", "There is no such order in the folder.")
    try:
        order = orders.came(carrier.read(fields), on=dates.today())
    except StepRefused as why:
        raise Sentence(str(why.sentence), "The payment was not accepted.") from why
    click.echo(f"{order.number}: {order.state}, {order.reference}")
    return 0


@payments.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), required=False)
@with_database
def compare(day: datetime | None) -> int:
    """Đối soát một ngày với nơi thanh toán / compare a day with the carrier; exit code 1 where something does not fit.

    danvan payments compare 2026-03-09
    """
    from danvan.lib import dates
    from danvan.onestop.actions import orders

    today = dates.today()
    mended, strange = orders.reconcile(day.date() if day else today, on=today)
    click.echo(f"Ghi bổ sung / put on record: {len(mended)}")
    for told, why in strange:
        click.echo(f"{told.number}  {told.amount}  {told.reference}: {why}", err=True)
    return 1 if strange else 0
