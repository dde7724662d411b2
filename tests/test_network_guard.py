"""The guard of conftest.py: a test that reaches for the network fails, whatever the code under test makes of it."""

import os
import socket
import sys
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def guarded(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder of tests under the same guard."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest("from tests.conftest import *\nfrom tests.conftest import _no_network\n")
    return pytester


@pytest.mark.parametrize(
    "reach",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.create_connection(('192.0.2.1', 80))",
        "socket.getaddrinfo('example.org', 443)",
        "urllib.request.urlopen('http://192.0.2.1/')",
    ],
)
def test_reaching_for_the_network_fails_even_when_the_refusal_is_swallowed(
    guarded: pytest.Pytester, reach: str
) -> None:
    guarded.makepyfile(
        f"""
        import contextlib, socket, urllib.request

        def test_offline_is_met_calmly():
            with contextlib.suppress(OSError):
                {reach}
        """
    )
    result = guarded.runpytest_subprocess("-p", "no:cacheprovider")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["*reached for the network: socket.*"])


@pytest.mark.skipif(sys.platform == "win32", reason="such sockets are not Python's on Windows")
def test_sockets_within_the_machine_stay_possible() -> None:
    first, second = socket.socketpair()
    with first, second:
        first.sendall(b"x")
        assert second.recv(1) == b"x"


def test_qt_is_asked_for_no_display() -> None:
    assert os.environ["QT_QPA_PLATFORM"]
