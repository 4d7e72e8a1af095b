"""Denunciations of the demonstration: in several states, kept by two, opened with the key files that lie beside."""

import pytest

from danvan.cases.models.concern import Whom
from danvan.demo.denouncing import HOME, PASSPHRASE
from danvan.demo.tests.conftest import TODAY
from danvan.denunciations import queries
from danvan.denunciations.models import Custodian, Denunciation
from danvan.keydesk.tests.make import quick_unlock
from danvan.lib import seal

pytestmark = pytest.mark.django_db


def test_five_denunciations_stand_in_several_states_and_the_door_is_open_whoever_is_denounced(register):
    found = Denunciation.objects.filter(case__unit_responsible__key=HOME)
    assert set(found.values_list("case__status", flat=True)) == {"working", "received", "filed"}
    assert found.count() == 5
    for whom in ("", Whom.STAFF, Whom.HEAD, Whom.UNIT):
        assert queries.seat(found[0].case.unit_responsible, whom, on=TODAY).is_open, whom or "an outsider"


def test_each_key_file_opens_the_envelopes_of_its_custodian(register):
    _logins, var = register
    for custodian in Custodian.objects.select_related("officer"):
        locked = (var / f"khoa-{custodian.officer.username}.age").read_bytes()
        secret = quick_unlock(locked, PASSPHRASE)
        assert seal.unseal(bytes(custodian.envelopes.all()[0].sealed), secret).startswith(b"AGE-SECRET-KEY-")
    assert PASSPHRASE in (var / "demo-accounts.txt").read_text("utf-8")
