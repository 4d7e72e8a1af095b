"""The carriers of the house: a mail server that is there or not, files, the console; and the texts as files."""

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from danvan.notices import gateways, texts
from danvan.notices.gateways import NotTaken
from danvan.notices.gateways.console import Console
from danvan.notices.gateways.filed import Filed
from danvan.notices.gateways.mail import Mail

TEXT = "Đơn 7KDM…: Cơ quan đã trả lời\nUBND xã Kỳ Khang báo tin."


class Server(BaseEmailBackend):
    """A mail server that fails where it is told to."""

    opens: BaseException | None = None
    takes: BaseException | None = None

    def open(self):
        if Server.opens:
            raise Server.opens

    def send_messages(self, messages):
        if Server.takes:
            raise Server.takes
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    monkeypatch.setattr(Server, "opens", None)
    monkeypatch.setattr(Server, "takes", None)
    return Server


def test_mail_has_its_first_line_as_subject_and_says_that_no_person_wrote_it():
    reference = Mail().send("lan@vidu.vn", TEXT)
    (sent,) = mail.outbox
    assert (sent.subject, sent.body) == tuple(TEXT.split("\n"))
    assert sent.extra_headers == {"Message-ID": reference, "Auto-Submitted": "auto-generated"}


@pytest.mark.parametrize(
    "error, reason, final",
    [
        (smtplib.SMTPRecipientsRefused({"lan@vidu.vn": (550, b"no such user")}), "refused", True),
        (smtplib.SMTPRecipientsRefused({"lan@vidu.vn": (450, b"later")}), "refused", False),
        (smtplib.SMTPDataError(554, b"no"), "error", False),
    ],
)
def test_a_server_that_says_no_has_taken_nothing(server, error, reason, final):
    server.takes = error
    with pytest.raises(NotTaken) as caught:
        Mail().send("lan@vidu.vn", TEXT)
    assert (caught.value.reason, caught.value.final) == (reason, final)


def test_a_server_out_of_reach_has_taken_nothing_but_one_that_falls_silent_may_have(server):
    server.opens = ConnectionRefusedError()
    with pytest.raises(NotTaken):
        Mail().send("lan@vidu.vn", TEXT)
    server.opens, server.takes = None, TimeoutError()
    with pytest.raises(TimeoutError):
        Mail().send("lan@vidu.vn", TEXT)


def test_files_and_console_reach_nobody_and_the_console_shows_no_address(settings, tmp_path, capsys):
    settings.VAR = tmp_path
    name = Filed().send("0912000417", TEXT)
    assert (tmp_path / "sms" / name).read_text("utf-8") == f"0912000417\n{TEXT}\n"
    Console().send("0912000417", TEXT)
    assert "0912000417" not in capsys.readouterr().out
    settings.DANVAN_DEMO, settings.DANVAN_MAIL = False, ""
    assert not any(gateways.ready(channel) for channel in ("email", "sms"))
    settings.DANVAN_DEMO = True
    assert all(gateways.ready(channel) for channel in ("email", "sms"))


def test_every_text_can_be_filled_and_an_sms_has_no_marks():
    words = dict.fromkeys(("office", "code", "what", "day", "track", "link", "days", "rate"), "Đã trả lời…")
    for path in texts.FOLDER.glob("*.txt"):
        template, channel, version = path.name.removesuffix(".txt").split(".")
        text = texts.written(template, channel, int(version), **words)
        assert "$" not in text
        assert channel != "sms" or text.isascii()
    with pytest.raises(LookupError):
        texts.latest("step", "post")
