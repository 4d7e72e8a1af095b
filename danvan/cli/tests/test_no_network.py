import socket

import pytest


def test_a_test_cannot_reach_the_network() -> None:
    with socket.socket() as probe, pytest.raises(AssertionError, match=r"198\.51\.100\.7"):
        probe.connect(("198.51.100.7", 80))
