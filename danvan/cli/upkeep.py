"""Django's own commands, with the database there."""

import sys

import click

from danvan.cli.office import django, with_database

NO_DATABASE = {"collectstatic", "findstatic", "diffsettings", "help", "version", "makemessages"}


@click.command()
@with_database
def migrate() -> None:
    """Nâng cấp cơ sở dữ liệu tới bản hiện tại / bring the database up to date."""
    from danvan.cli import stages

    count = stages.migrate(lambda text, share: None)
    click.echo(f"{count} bước nâng cấp / {count} migrations")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """Chạy một lệnh của Django / run one of Django's commands: danvan manage shell"""
    from django.core.management import execute_from_command_line

    from danvan.cli.office import setup

    line = ["danvan manage", *arguments]
    if not arguments or arguments[0] in NO_DATABASE:
        setup()
        execute_from_command_line(line)
        return
    with django():
        try:
            execute_from_command_line(line)
        finally:
            sys.stdout.flush()
