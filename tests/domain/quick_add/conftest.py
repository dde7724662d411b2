"""One wall calendar and clock for all tests of the quick-add line: Monday 23 November 2026, 14:00."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest

from desktop_app.domain.quick_add import QuickAdd, parse, parse_due
from desktop_app.domain.task import Due

MONDAY = dt.date(2026, 11, 23)
AFTERNOON = dt.time(14)


@pytest.fixture(scope="session")
def read() -> Callable[..., QuickAdd]:
    """`parse` on that Monday afternoon; keywords override."""
    return partial(parse, today=MONDAY, now=AFTERNOON)


@pytest.fixture(scope="session")
def read_due() -> Callable[..., Due]:
    """`parse_due` on that Monday afternoon; keywords override."""
    return partial(parse_due, today=MONDAY, now=AFTERNOON)
