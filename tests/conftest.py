"""What every test gets: no display, no network, a clock that stands still, and settled hypothesis profiles."""

import datetime as dt
import os
import socket
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from tests.fakes.clock import FakeClock

# Before anything imports Qt: it reads this once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("default", max_examples=50, deadline=None, derandomize="CI" in os.environ)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

INTERNET = {socket.AF_INET, socket.AF_INET6}
LOOKUPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr", "getnameinfo", "create_connection")


class NetworkUsed(OSError):
    """A test reached for the network. An OSError, so that code under test treats it as being offline."""


def _refusing(name: str, attempts: list[str]) -> Callable[..., object]:
    def refuse(*arguments: object, **_options: object) -> object:
        attempts.append(f"socket.{name}({arguments!r})")
        raise NetworkUsed(attempts[-1])

    return refuse


def _local_only(attempts: list[str]) -> Callable[..., None]:
    original = socket.socket.__init__

    def init(self: socket.socket, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        if fileno is None and (family == -1 or family in INTERNET):
            attempts.append(f"socket.socket(family={family})")
            raise NetworkUsed(attempts[-1])
        original(self, family, type, proto, fileno)

    return init


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that opens an internet socket or looks up a name, also when the code swallowed the refusal."""
    if request.node.get_closest_marker("network"):
        yield
        return
    attempts: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(socket.socket, "__init__", _local_only(attempts))
        for name in LOOKUPS:
            patch.setattr(socket, name, _refusing(name, attempts))
        yield
    if attempts:
        pytest.fail("reached for the network: " + "; ".join(attempts))


@pytest.fixture
def clock() -> FakeClock:
    """A Monday afternoon: 23 November 2026, 14:00 UTC."""
    return FakeClock(dt.datetime(2026, 11, 23, 14, 0, tzinfo=dt.UTC))
