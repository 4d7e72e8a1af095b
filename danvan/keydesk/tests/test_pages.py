"""The pages of the key desk: who may ask, what is shown, what is forgotten, and that nothing stays."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from danvan.keydesk.state import IDLE
from danvan.keydesk.tests import make
from danvan.keydesk.tests.conftest import HOME, PASSPHRASE
from danvan.lib import seal

CLEAN = "Theo đơn, một cán bộ địa chính đã lấy tiền của nhiều hộ mà không đưa biên lai."


def unlock(desk, at: str = "/", **more: str):
    """Choose the key file and type its passphrase."""
    key = SimpleUploadedFile("khoa.age", make.quick_lock(desk.pair.secret, PASSPHRASE))
    return desk.browser.post(at, {"key": key, "passphrase": PASSPHRASE, "unlock": "1", **more})


def put(desk, handout: str) -> str:
    """Put a handout on the desk, as the office's page does; gives its address."""
    sent = desk.browser.post("/open/", {"handout": handout}, HTTP_ORIGIN="https://kyanh.example")
    assert sent.status_code == 302, sent.content.decode()
    return sent.url


def opened(desk, purpose: str = "redact") -> str:
    """An open desk with a handout on it."""
    unlock(desk)
    return put(desk, make.handout(purpose, desk.pair.recipient))


def said(response) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", response.content.decode()))


def test_the_desk_answers_to_this_machine_s_own_names_alone(desk):
    for host, status in (
        ("127.0.0.1:8017", 200),
        ("localhost:8017", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example:8017", 400),
        ("192.168.1.9:8017", 400),
    ):
        assert desk.browser.get("/", HTTP_HOST=host).status_code == status, host


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "", "http://127.0.0.1:9999"])
@pytest.mark.parametrize("address", ["/", "/lock/", "/new/", "/language/"])
def test_another_page_can_press_no_button_of_the_desk(desk, origin, address):
    unlock(desk)
    assert desk.browser.post(address, {}, HTTP_ORIGIN=origin).status_code == 403
    assert desk.state.is_open


def test_every_answer_forbids_keeping_framing_and_strangers_and_sets_no_cookie(desk):
    address = opened(desk)
    for response in (
        desk.browser.get("/"),
        desk.browser.get(address),
        desk.browser.get("/new/"),
        desk.browser.get("/nowhere/"),
        desk.browser.post(address, {"text": CLEAN}),
        desk.browser.get("/static/web/danvan.css"),
    ):
        assert response["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["Referrer-Policy"] == "same-origin"
        assert not response.cookies
        assert response.getvalue()  # a file is closed when it was read to its end


def test_a_handout_from_the_office_waits_sealed_until_the_key_is_there(desk):
    address = put(desk, make.handout("redact", desk.pair.recipient))
    page = desk.browser.get(address)
    assert "kyanh.example" in said(page)
    assert make.NAME not in said(page)
    wrong = desk.browser.post(address, {"passphrase": "sai rồi", "unlock": "1"})
    assert wrong.status_code == 422
    assert unlock(desk, address).url == address
    shown = said(desk.browser.get(address))
    assert "hai trăm nghìn đồng" in shown
    assert "bút tích" in shown


def test_the_letter_s_pictures_are_in_the_page_and_other_files_are_downloads(desk):
    page = desk.browser.get(opened(desk)).content.decode()
    assert f'src="data:image/jpeg;base64,{make.b64(make.PICTURE)}"' in page
    assert 'href="data:application/octet-stream;base64,' in page
    assert 'download="2.docx"' in page


def test_the_field_is_empty_and_marks_are_never_shown_as_a_list(desk):
    page = desk.browser.get(opened(desk)).content.decode()
    assert re.search(r"<textarea[^>]*>\s*</textarea>", page)
    assert make.PHONE not in page


def test_a_mark_is_shown_in_the_text_and_no_reason_lets_it_stay(desk):
    address = opened(desk)
    page = desk.browser.post(address, {"text": f"Bà {make.NAME.upper()} nói vậy."}).content.decode()
    assert '<mark class="bad">NGUYỄN THỊ LÀNH<sup>1</sup></mark>' in page
    assert "Giữ lại vì" not in page
    assert "#text=" not in page


def test_what_only_looks_like_a_giveaway_may_stay_with_a_reason(desk):
    address, text = opened(desk), f"{CLEAN} Số máy của cơ quan: 0239 3855 123."
    page = desk.browser.post(address, {"text": text}).content.decode()
    field = re.search(r'name="(keep-\w+)"', page)
    assert field
    assert "Có vẻ là số điện thoại." in page
    assert "#text=" not in desk.browser.post(address, {"text": text, field[1]: "ừ"}).content.decode()
    kept = desk.browser.post(address, {"text": text, field[1]: "số công khai của xã"}).content.decode()
    assert "#text=" in kept


def test_a_clean_text_goes_back_behind_the_sign_that_no_server_is_sent(desk):
    page = desk.browser.post(opened(desk), {"text": CLEAN}).content.decode()
    link = re.search(rf'href="{re.escape(make.BACK)}#text=([^"]+)" rel="noreferrer"', page)
    assert link
    assert unquote(link[1]) == CLEAN
    assert re.search(rf"<textarea[^>]*readonly>{CLEAN}</textarea>", page)


def test_what_was_typed_stays_when_the_desk_has_locked_itself_meanwhile(desk):
    address = opened(desk)
    desk.clock.now += IDLE + 1
    page = desk.browser.post(address, {"text": CLEAN}).content.decode()
    assert f'<input type="hidden" name="text" value="{CLEAN}">' in page
    assert make.NAME not in page
    again = desk.browser.post(address, {"text": CLEAN, "passphrase": PASSPHRASE, "unlock": "1"})
    assert "#text=" in again.content.decode()


def test_locking_and_the_other_language_take_along_what_is_being_written(desk):
    address = opened(desk)
    english = desk.browser.post(address, {"text": CLEAN, "language": "en"}).content.decode()
    assert CLEAN in english
    assert "Redacted text" in english
    assert "Redacted text" in said(desk.browser.post(address, {"text": "", "language": "en"}))
    locked = desk.browser.post(address, {"text": CLEAN, "lock": "1"}).content.decode()
    assert f'<input type="hidden" name="text" value="{CLEAN}">' in locked
    assert 'name="lock"' not in locked
    assert not desk.state.is_open


def test_the_secret_is_forgotten_after_a_quarter_of_an_hour_without_use_and_by_the_button(desk):
    address = opened(desk)
    desk.clock.now += IDLE - 1
    desk.browser.get(address)  # a use
    desk.clock.now += IDLE - 1
    assert desk.state.is_open
    desk.clock.now += 2
    desk.state.forget_if_idle()
    assert desk.pair.secret not in repr(vars(desk.state))
    unlock(desk)
    desk.browser.post("/lock/")
    assert desk.pair.secret not in repr(vars(desk.state))
    assert make.NAME not in said(desk.browser.get(address))


def test_the_identity_is_shown_when_asked_once_with_what_the_law_says(desk):
    address = opened(desk, "identity")
    before = said(desk.browser.get(address))
    assert make.NAME not in before
    assert "Điều 56" in before
    shown = desk.browser.post(address, {"show": "1"})
    assert make.PHONE in said(shown)
    assert 'download="goc.jpg"' in shown.content.decode()
    assert shown["Refresh"].startswith(str(IDLE))
    again = desk.browser.post(address, {"show": "1"})
    assert again.status_code == 422
    assert "không còn trên bàn khóa" in said(again)


def test_resealing_names_who_gets_what_before_it_is_done(desk):
    an = seal.new_pair()
    handout, secrets = make.reseal(desk.pair.recipient, {"Chánh Thanh tra, Ngô Hoài An": an.recipient})
    unlock(desk)
    address = put(desk, handout)
    page = said(desk.browser.get(address))
    assert "2 đơn" in page
    assert an.recipient in page
    answer = json.loads(desk.browser.post(address, {"make": "1"}).content)
    assert [(one["denunciation"], one["custodian"]) for one in answer["envelopes"]] == [(12, 3), (13, 3)]
    sealed = [make.base64.b64decode(one["envelope"]) for one in answer["envelopes"]]
    assert [seal.unseal(one, an.secret).decode() for one in sealed] == secrets


def test_another_s_handout_or_a_changed_one_is_one_sentence(desk):
    other = seal.new_pair()
    unlock(desk)
    told = json.loads(make.handout("redact", desk.pair.recipient))
    told["parcels"][1]["sealed"] = told["parcels"][0]["sealed"][:-8] + "AAAAAAA="
    for handout in (make.handout("redact", other.recipient), json.dumps(told)):
        page = desk.browser.get(put(desk, handout))
        assert page.status_code == 422
        assert "Không mở được bằng khóa này" in said(page)
    for rubbish in ("{}", "[", "", make.handout("identity", other.recipient, back="javascript:alert(1)")):
        page = desk.browser.post("/open/", {"handout": rubbish})
        assert page.status_code == 422
        assert "alert(1)" not in page.content.decode()


def test_a_new_key_is_a_download_and_a_weak_passphrase_is_refused(desk):
    weak = desk.browser.post("/new/", {"passphrase": "123456", "again": "123456"})
    assert "dễ đoán" in said(weak)
    assert "123456" not in weak.content.decode()
    unlike = desk.browser.post("/new/", {"passphrase": PASSPHRASE, "again": PASSPHRASE + "s"})
    assert "chưa giống nhau" in said(unlike)
    page = desk.browser.post("/new/", {"passphrase": PASSPHRASE, "again": PASSPHRASE}).content.decode()
    held = re.search(r'href="data:application/octet-stream;base64,([^"]+)" download="danvan-key.age"', page)
    assert held
    secret = make.quick_unlock(make.base64.b64decode(held[1]), PASSPHRASE)
    assert seal.recipient_of(secret) in page
    assert secret not in page


def test_english_is_whole_for_as_long_as_the_desk_runs(desk):
    desk.browser.post("/language/", {"language": "en"})
    address = opened(desk)
    page = said(desk.browser.post(address, {"text": f"{make.NAME}, thôn Tân Tiến"}))
    for words in ("Redacted text", "2 places found", "A hamlet", "Person denounced", "Asked for", "Lock"):
        assert words in page
    assert "Content" in page


def test_nothing_touches_the_disk(desk, monkeypatch):
    """Whatever would write a file would have to open it first."""
    big = SimpleUploadedFile(
        "phieu.danvan", make.handout("redact", desk.pair.recipient).encode() + b" " * 3_000_000
    )
    for write in ("makedirs", "mkdir", "rename"):
        monkeypatch.setattr(os, write, lambda *_: pytest.fail("it writes"))
    written: list[str] = []

    def watch(event: str, details: tuple[object, ...]) -> None:
        if event == "open" and watch.on and set(str(details[1] or "")) & set("wax+"):  # type: ignore[attr-defined]
            written.append(str(details[0]))

    watch.on = True  # type: ignore[attr-defined]
    sys.addaudithook(watch)
    unlock(desk)
    address = desk.browser.post("/open/", {"file": big}).url
    desk.browser.post(address, {"text": CLEAN})
    desk.browser.post(put(desk, make.handout("identity", desk.pair.recipient)), {"show": "1"})
    watch.on = False  # type: ignore[attr-defined]
    assert written == []


def test_the_desk_runs_without_database_register_and_log(tmp_path: Path):
    """A process of its own, as the command starts it: what it has loaded, and what it says."""
    script = """
import sys, threading, urllib.request
from danvan.keydesk import server
with server.made(0) as listening:
    port = listening.server_port
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    page = urllib.request.urlopen(f"http://127.0.0.1:{port}/").read().decode()
    assert listening.server_address[0] == "127.0.0.1"
    listening.shutdown()
assert "danvan.css" in page
print(sorted(n for n in sys.modules if n.startswith(("psycopg", "danvan.people", "danvan.cases", "danvan.config"))))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        cwd=tmp_path,
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
    assert list(tmp_path.iterdir()) == []


def test_the_origin_of_the_desk_is_the_one_that_a_browser_names(desk):
    assert desk.browser.post("/language/", {}, HTTP_ORIGIN=HOME).status_code == 302
