"""New identifiers: UUID version 7 (RFC 9562, section 5.7) from a clock and a source of randomness.

They begin with the time so that neighbours in time are neighbours in an index. Nothing reads the
time or an order out of them again.
"""

from collections.abc import Callable
from uuid import UUID

from desktop_app.domain.clock import Clock

_VERSION = 0x7
_VARIANT = 0b10


def uuid7(unix_milliseconds: int, random_bits: int) -> UUID:
    """A UUIDv7 of that time; `random_bits` holds 74 random bits."""
    number = (unix_milliseconds & (1 << 48) - 1) << 80
    number |= _VERSION << 76
    number |= (random_bits >> 62 & (1 << 12) - 1) << 64
    number |= _VARIANT << 62
    number |= random_bits & (1 << 62) - 1
    return UUID(int=number)


def id_factory(clock: Clock, random_bits: Callable[[int], int]) -> Callable[[], UUID]:
    """A function that makes a new id at each call; `random_bits(n)` gives n random bits."""

    def new_id() -> UUID:
        return uuid7(int(clock.now().timestamp() * 1000), random_bits(74))

    return new_id
