"""The exchange with the national database at the command line."""

import json

import click

from danvan.cli.errors import Sentence
from danvan.cli.office import with_database


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]}, subcommand_metavar="send|status|schema"
)
def exchange() -> None:
    """Liên thông: gửi những gì đã đổi, xem đã nhận chưa / send what has changed, see what was accepted."""


@exchange.command()
@with_database
def send() -> int:
    """Gửi những gì đã đổi, đọc trả lời / send what has changed, read the answers; exit code 1 when it stopped.

    danvan exchange send
    """
    from django.utils import translation

    from danvan.cases.errors import StepRefused
    from danvan.exchange import actions
    from danvan.lib import dates

    with translation.override("vi"):
        try:
            told = actions.send(on=dates.today())
        except StepRefused as why:
            raise Sentence(why.sentence, "Another run is under way.") from why
    click.echo(
        f"Đã chuẩn bị / prepared {told.prepared}, đã gửi / sent {told.sent}, trả lời / answers {told.answered}"
    )
    if told.stopped:
        click.echo(f"Chưa gửi xong / not everything was sent: {told.stopped}", err=True)
    return 1 if told.stopped else 0


@exchange.command()
@with_database
def status() -> int:
    """Bao nhiêu dòng chờ, đã gửi, đã nhận, bị từ chối / how many wait, were sent, accepted, refused."""
    from django.utils import translation

    from danvan.exchange import queries
    from danvan.exchange.models import Item

    counts = queries.counts()
    with translation.override("vi"):
        for state in Item.State:
            click.echo(f"{counts[state.value]:>8}  {state.label} / {state.value}")
    return 0


@exchange.command()
def schema() -> None:
    """JSON Schema của gói gửi / the JSON Schema of a package."""
    from danvan.exchange.schema import as_schema

    click.echo(json.dumps(as_schema(), ensure_ascii=False, indent=2))
