"""The ways to read a date.

A phrase is `LONGEST` folded words, marks such as a comma included, filled up with empty words. The
readers look at its first words.
"""

from collections.abc import Iterator, Sequence

from desktop_app.domain.quick_add import dates_by_number, dates_by_word
from desktop_app.domain.quick_add.readings import Frame, Reading

_READERS = (*dates_by_word.READERS, *dates_by_number.READERS)


def date_readings(keys: Sequence[str], frame: Frame) -> Iterator[Reading]:
    """Every way to read the first words of the phrase as a date."""
    for reader in _READERS:
        if (reading := reader(keys, frame)) is not None:
            yield reading
