"""The desk under its own settings, as `danvan key desk` runs it, and one custodian's key."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.test import Client, override_settings
from django.utils import translation

from danvan.keydesk import settings as own
from danvan.keydesk import state
from danvan.keydesk.tests.make import quick_lock, quick_unlock
from danvan.lib import seal

PASSPHRASE = "cò bay thẳng cánh đồng"
HOME = "http://127.0.0.1:8017"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Key files without the second of work."""
    monkeypatch.setattr(seal, "lock", quick_lock)
    monkeypatch.setattr(seal, "unlock", quick_unlock)


@pytest.fixture(scope="module")
def pages() -> Iterator[None]:
    """The settings of the desk, with nothing of the register installed."""
    with override_settings(**{name: value for name, value in vars(own).items() if name.isupper()}):
        yield


@pytest.fixture
def desk(pages: None, quick: None) -> Iterator[SimpleNamespace]:
    """A desk that was just started: `browser`, `pair`, `state`, and a clock that the test turns."""
    clock = SimpleNamespace(now=0.0)
    fresh = state.KeyDesk(now=lambda: clock.now)
    before = {**vars(state.desk)}
    vars(state.desk).update(vars(fresh))
    browser = Client(HTTP_HOST="127.0.0.1:8017", HTTP_ORIGIN=HOME)
    with translation.override("vi"):
        yield SimpleNamespace(browser=browser, pair=seal.new_pair(), state=state.desk, clock=clock)
    vars(state.desk).update(before)
