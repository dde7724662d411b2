"""New ids: the layout of RFC 9562 and an order that follows the time."""

import datetime as dt
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.ids import id_factory, uuid7
from tests.fakes.clock import FakeClock

MILLISECONDS = st.integers(0, (1 << 48) - 1)
BITS = st.integers(0, (1 << 74) - 1)


def test_the_example_of_the_rfc() -> None:
    """RFC 9562, appendix A.6: Tuesday, February 22, 2022 2:22:22.00 PM GMT-05:00."""
    random_bits = (0xCC3 << 62) | 0x18C4DC0C0C07398F
    assert uuid7(0x017F22E279B0, random_bits) == UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


@given(MILLISECONDS, BITS)
def test_version_and_variant_stand_where_they_belong(milliseconds: int, bits: int) -> None:
    made = uuid7(milliseconds, bits)
    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == milliseconds
    assert ((made.int >> 64 & 0xFFF) << 62 | made.int & (1 << 62) - 1) == bits


@given(MILLISECONDS, MILLISECONDS, BITS, BITS)
def test_a_later_millisecond_sorts_later(first: int, second: int, some: int, others: int) -> None:
    if first < second:
        assert uuid7(first, some).bytes < uuid7(second, others).bytes


def test_ids_of_one_moment_differ_by_what_is_random() -> None:
    numbers = iter(range(10))
    new_id = id_factory(FakeClock(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)), lambda bits: next(numbers) + bits)
    assert len({new_id() for _ in range(10)}) == 10
