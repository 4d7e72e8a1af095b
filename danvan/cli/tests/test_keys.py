"""A custodian's key at the command line: made once, never overwritten, used without a database."""

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from danvan.cli.keys import key
from danvan.keydesk import keyfile, server
from danvan.keydesk.errors import Refused
from danvan.keydesk.tests import make
from danvan.lib import seal

PASSPHRASE = "cò bay thẳng cánh đồng"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(seal, "lock", make.quick_lock)
    monkeypatch.setattr(seal, "unlock", make.quick_unlock)
    monkeypatch.chdir(tmp_path)


def run(*words: str, typed: str = PASSPHRASE + "\n") -> Result:
    return CliRunner().invoke(key, words, input=typed)


def made() -> str:
    """A key file in this folder; gives the recipient as the command printed it."""
    done = run("new", typed=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert done.exit_code == 0, done.output
    return next(line for line in done.output.splitlines() if line.startswith("age1"))


def test_a_new_key_is_private_told_as_text_and_code_and_never_written_over() -> None:
    recipient = made()
    file = Path("danvan-key.age")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    secret = make.quick_unlock(file.read_bytes(), PASSPHRASE)
    assert seal.recipient_of(secret) == recipient
    before = file.read_bytes()
    again = run("new")
    assert isinstance(again.exception, Refused)
    assert "không ghi đè" in again.exception.vi
    assert file.read_bytes() == before
    shown = run("show")
    assert recipient in shown.output
    assert "█" in shown.output
    assert secret not in shown.output
    assert PASSPHRASE not in shown.output


@pytest.mark.parametrize(
    "weak", ["", "123456", "aaaaaaaaaaaaaaa", "một một một một", "a b c d", "con trâu đi"]
)
def test_a_weak_passphrase_is_refused_with_a_sentence(weak: str) -> None:
    with pytest.raises(Refused, match="dễ đoán"):
        keyfile.check(weak)


@pytest.mark.parametrize("strong", [PASSPHRASE, "cua ghe tôm mực", "x9!kQ2mv#Lpz"])
def test_four_words_or_twelve_characters_are_enough(strong: str) -> None:
    keyfile.check(strong)


def test_two_spellings_of_the_passphrase_make_nothing() -> None:
    assert run("new", typed=f"{PASSPHRASE}\n{PASSPHRASE}s\n").exit_code
    assert not Path("danvan-key.age").exists()


def test_open_prints_the_text_and_lays_files_only_where_it_is_told() -> None:
    Path("p.danvan").write_text(make.handout("redact", made()), encoding="utf-8")
    done = run("open", "p.danvan")
    assert "hai trăm nghìn đồng" in done.output
    assert make.PHONE not in done.output
    assert sorted(path.name for path in Path().iterdir()) == ["danvan-key.age", "p.danvan"]
    assert run("open", "p.danvan", "--to", "tep").exit_code == 0
    assert (Path("tep") / "1.jpg").read_bytes() == make.PICTURE
    assert stat.S_IMODE(Path("tep").stat().st_mode) == 0o700


def test_reseal_names_whom_it_is_for_and_writes_the_answer() -> None:
    an = seal.new_pair()
    handout, _ = make.reseal(made(), {"Ngô Hoài An": an.recipient})
    Path("p.danvan").write_text(handout, encoding="utf-8")
    unsure = run("reseal", "p.danvan", "--out", "a.danvan", typed="n\n")
    assert "Ngô Hoài An" in unsure.output
    assert not Path("a.danvan").exists()
    assert run("reseal", "p.danvan", "--out", "a.danvan", typed=f"y\n{PASSPHRASE}\n").exit_code == 0
    assert '"resealed"' in Path("a.danvan").read_text()


def test_what_cannot_be_done_is_one_sentence() -> None:
    recipient = made()
    Path("p.danvan").write_text(make.handout("redact", recipient), encoding="utf-8")
    Path("q.danvan").write_text(make.handout("redact", seal.new_pair().recipient), encoding="utf-8")
    Path("r.danvan").write_bytes(b"\xff\x00")
    for words, typed, said in (
        (("open", "p.danvan"), "sai\n", "sai mật khẩu"),
        (("open", "q.danvan"), PASSPHRASE + "\n", "Không mở được bằng khóa này"),
        (("open", "r.danvan"), "", "không phải phiếu"),
        (("open", "none.danvan"), "", "Không có tệp"),
        (("show", "none.age"), "", "Không có tệp"),
        (("new", "--out", "none/k.age"), f"{PASSPHRASE}\n" * 2, "Không có thư mục"),
    ):
        refused = run(*words, typed=typed).exception
        assert isinstance(refused, Refused), words
        assert said in refused.vi
        assert refused.en


def test_a_taken_port_is_one_sentence() -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refused, match="--port"):
            server.listen(other.getsockname()[1], lambda *_: [])
