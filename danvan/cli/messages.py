"""`danvan messages`: is everything that a person reads there in English too?

The message ids are the Vietnamese master text; English is in danvan/<app>/locale/en/LC_MESSAGES/django.po.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import click

from danvan.cli.errors import Sentence

PLACES = re.compile(r"%\((\w+)\)[sd]|(?<!%)%[sd]|\{(\w*)\}")


@dataclass(frozen=True, order=True)
class Message:
    """One text that the code or a template shows: `where` is file:line, `app` the folder that owns it."""

    app: str
    where: str
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.context, self.text


@dataclass(frozen=True)
class Entry:
    """One translation in a catalogue, all its plural forms."""

    path: Path
    line: int
    text: str
    context: str
    forms: tuple[str, ...]
    fuzzy: bool

    @property
    def whole(self) -> bool:
        return bool(self.forms) and all(self.forms) and not self.fuzzy

    @property
    def fits(self) -> bool:
        """Whether its blanks are those of the text; a plural form may leave one out ("one letter")."""
        asked = places(self.text)
        given = [places(form) for form in self.forms]
        return given == [asked] if len(given) == 1 else all(each <= asked for each in given)


def package() -> Path:
    return Path(__file__).resolve().parents[1]


def used(top: Path) -> list[Message]:
    """Every message in the Python files and templates below a folder, tests left out."""
    from danvan.cli.extract import of_python, of_template

    found: set[Message] = set()
    for path in sorted(top.rglob("*")):
        parts = path.relative_to(top).parts
        if path.suffix not in (".py", ".html", ".txt") or {"tests", "migrations"} & set(parts):
            continue
        if path.suffix != ".py" and "templates" not in parts:
            continue
        reader = of_python if path.suffix == ".py" else of_template
        for line, text, plural, context in reader(path):
            where = f"{path.relative_to(top.parent)}:{line}"
            found.add(Message(parts[0], where, text, plural, context))
    return sorted(found)


def entries(top: Path, language: str) -> list[Entry]:
    """Every translation into a language that the catalogues below a folder hold."""
    from babel.messages import pofile

    found = []
    for path in sorted(top.glob(f"**/locale/{language}/LC_MESSAGES/django.po")):
        with path.open("rb") as source:
            catalogue = pofile.read_po(source, abort_invalid=True)
        for message in catalogue:
            if not message.id:
                continue
            text = message.id if isinstance(message.id, str) else message.id[0]
            string = message.string or ""
            forms = (string,) if isinstance(string, str) else tuple(string)
            found.append(Entry(path, message.lineno or 0, text, message.context or "", forms, message.fuzzy))
    return found


def places(text: str) -> set[str]:
    """The blanks of a text that are filled in: %(name)s, {name}, %s."""
    return {match.group(0) for match in PLACES.finditer(text)}


def missing(messages: list[Message], known: list[Entry]) -> list[Message]:
    """What is used and has no whole translation, each text once."""
    whole = {(entry.context, entry.text) for entry in known if entry.whole}
    first: dict[tuple[str, str], Message] = {}
    for message in messages:
        if message.key not in whole:
            first.setdefault(message.key, message)
    return list(first.values())


def crooked(known: list[Entry]) -> list[Entry]:
    """Translations whose blanks are not those of the text."""
    return [entry for entry in known if entry.whole and not entry.fits]


def unused(messages: list[Message], known: list[Entry]) -> list[Entry]:
    """Translations of texts that nobody shows any more."""
    keys = {message.key for message in messages}
    return [entry for entry in known if (entry.context, entry.text) not in keys]


def quoted(text: str) -> str:
    """A text as a catalogue writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def skeleton(message: Message) -> str:
    """The entry to be filled in."""
    lines = [f"#: {message.where}"]
    if message.context:
        lines.append(f"msgctxt {quoted(message.context)}")
    lines.append(f"msgid {quoted(message.text)}")
    if message.plural:
        lines += [f"msgid_plural {quoted(message.plural)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


@click.command()
@click.option("--compile", "compile_all", is_flag=True, help="Biên dịch .po thành .mo / compile .po to .mo")
@click.option("--missing", "show_missing", is_flag=True, help="In các mục còn thiếu / print what is missing")
@click.option("--unused", "show_unused", is_flag=True, help="In các mục thừa / print what nobody uses")
@click.option("--check", "check_all", is_flag=True, help="Kiểm tra (mặc định) / check (the default)")
def messages(compile_all: bool, show_missing: bool, show_unused: bool, check_all: bool) -> None:
    """Bản dịch của giao diện / the translations of the screens."""
    if compile_all:
        from danvan.cli.stages import translations

        count = translations(lambda text, share: None)
        click.echo(f"{count} tệp đã biên dịch / {count} files compiled")
    if show_missing:
        print_missing()
    if show_unused:
        for entry in unused(used(package()), entries(package(), "en")):
            click.echo(f"{entry.path.relative_to(package().parent)}:{entry.line}: {entry.text}")
    if check_all or not (compile_all or show_missing or show_unused):
        verify()


def print_missing() -> None:
    """Skeletons of what is missing, by the app whose catalogue they go to."""
    app = ""
    for message in missing(used(package()), entries(package(), "en")):
        if message.app != app:
            app = message.app
            click.echo(f"\n# ===== danvan/{app}/locale/en/LC_MESSAGES/django.po\n")
        click.echo(skeleton(message))


def verify() -> None:
    """Raises Sentence when a text has no English, or the blanks of a translation are wrong."""
    found, known = used(package()), entries(package(), "en")
    gone, wrong = missing(found, known), crooked(known)
    empty = [entry for entry in entries(package(), "vi") if not entry.whole]
    for message in gone:
        click.echo(f"{message.where}: chưa dịch / not translated: {message.text}")
    for entry in wrong:
        click.echo(f"{entry.path}:{entry.line}: chỗ điền không khớp / blanks differ: {entry.text}")
    for entry in empty:
        click.echo(f"{entry.path}:{entry.line}: trống / empty: {entry.text}")
    if gone or wrong or empty:
        count = len(gone) + len(wrong) + len(empty)
        raise Sentence(
            f"{count} chỗ dịch còn thiếu hoặc sai; xem mẫu điền: danvan messages --missing",
            f"{count} translations are missing or wrong; for entries to fill in: danvan messages --missing",
        )
    count, spare = len({message.key for message in found}), len(unused(found, known))
    click.echo(f"{count} câu đều có tiếng Anh / texts all have English; {spare} thừa / unused")
