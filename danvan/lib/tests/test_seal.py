"""What is sealed opens with the right key alone, and its size tells little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.lib import seal

PARTS = {
    "letter.json": '{"body": "Cán bộ địa chính thu tiền ngoài quy định."}'.encode(),
    "1.jpg": b"\xff\xd8" * 99,
}


def test_each_recipient_opens_it_alone_and_nobody_else_does():
    lan, minh, other = seal.new_pair(), seal.new_pair(), seal.new_pair()
    sealed = seal.seal(seal.bundle(PARTS), [lan.recipient, minh.recipient])
    for pair in (lan, minh):
        assert seal.unbundle(seal.unseal(sealed, pair.secret)) == PARTS
    with pytest.raises(seal.CannotOpen):
        seal.unseal(sealed, other.secret)
    with pytest.raises(seal.CannotOpen):
        seal.unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), lan.secret)


def test_nothing_is_sealed_to_nobody():
    with pytest.raises(ValueError, match="never be opened"):
        seal.seal(b"x", [])


@given(st.integers(1, 2_000_000))
def test_a_filled_size_is_never_less_and_at_most_an_eighth_more(size):
    filled = seal.padded(size)
    assert size <= filled <= max(seal.LEAST, size * 1.125)


@pytest.mark.parametrize("size", [0, 1, 3_000, 4_000, 5_000, 70_001])
def test_a_bundle_has_exactly_a_filled_size(size):
    made = seal.bundle({"a": bytes(size)})
    assert len(made) == seal.padded(len(made))
    assert len(seal.bundle({"a": b"x"})) == seal.LEAST


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "ssh-rsa AAAA", "age1" + "q" * 58])
def test_what_is_no_recipient_is_not_taken_for_one(text):
    assert not seal.is_recipient(text)


@given(st.binary(max_size=200))
def test_rubbish_opens_as_nothing(rubbish):
    with pytest.raises(seal.CannotOpen):
        seal.unbundle(rubbish)
    with pytest.raises(seal.CannotOpen):
        seal.unseal(rubbish, seal.new_pair().secret)


def test_a_key_file_opens_with_its_passphrase_alone():
    pair = seal.new_pair()
    locked = seal.lock(pair.secret, "bốn từ ngẫu nhiên")
    assert locked.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert seal.unlock(locked, "bốn từ ngẫu nhiên") == pair.secret
    assert pair.secret.encode() not in locked
