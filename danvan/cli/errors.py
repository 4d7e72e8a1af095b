"""Failures that can be expected, each as one sentence in Vietnamese and one in English."""

import errno
import sys

import click

INTERRUPTED = 130


class Sentence(Exception):
    """The command cannot go on; `vi` and `en` say why and what to do."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"{vi}\n{en}")
        self.vi = vi
        self.en = en


def run(arguments: list[str]) -> int:
    """Run `danvan` with these arguments and give the exit code."""
    from danvan.cli.group import danvan

    try:
        result = danvan.main(args=arguments or ["--help"], prog_name="danvan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Đã dừng.", "Stopped.")
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:
        sentence = expected(error)
        if sentence is None:
            raise
        say(sentence.vi, sentence.en)
        return 1
    return result if isinstance(result, int) else 0


def say(vi: str, en: str) -> None:
    """The sentence in both languages, on standard error."""
    click.echo(vi, err=True)
    click.echo(en, err=True)


def expected(error: BaseException) -> Sentence | None:
    """The sentence for an error that belongs to the world and not to the program; None for a defect of ours."""
    vi, en = getattr(error, "vi", None), getattr(error, "en", None)
    if isinstance(vi, str) and isinstance(en, str):
        return Sentence(vi, en)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Sentence(
            "Đĩa đã đầy; hãy dọn bớt rồi chạy lại, dữ liệu đã lưu vẫn còn nguyên.",
            "The disk is full; free some room and run again, what was saved is safe.",
        )
    if isinstance(error, PermissionError) and error.filename:
        return Sentence(
            f"Không có quyền với {error.filename}; hãy chạy bằng chủ của nó.",
            f"No permission for {error.filename}; run as its owner.",
        )
    return of_database(error)


def of_database(error: BaseException) -> Sentence | None:
    """The sentence for a database that is away, or that has not been brought up to date."""
    kind = {
        base.__name__ for base in type(error).__mro__ if base.__module__.startswith(("django.db", "psycopg"))
    }
    first = (str(error).strip().splitlines() or ["?"])[0]
    if "No space left on device" in str(error):
        return Sentence(
            "Đĩa của cơ sở dữ liệu đã đầy; hãy dọn bớt rồi chạy lại.",
            "The disk of the database is full; free some room and run again.",
        )
    if kind & {"UndefinedTable", "UndefinedColumn"} or (
        "ProgrammingError" in kind and "does not exist" in str(error)
    ):
        return Sentence(
            f"Cơ sở dữ liệu chưa được nâng cấp ({first}); hãy chạy: danvan migrate",
            f"The database is not up to date ({first}); run: danvan migrate",
        )
    if "OperationalError" in kind:
        return Sentence(
            f"Không dùng được cơ sở dữ liệu ({first}); hãy kiểm tra DATABASE_URL hoặc chạy lại.",
            f"The database cannot be used ({first}); check DATABASE_URL or run again.",
        )
    return None
