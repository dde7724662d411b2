"""The search index against the one it was chosen over: `python -m benchmarks.search_index`.

Both are trigram indexes of FTS5 over folded titles and descriptions without a copy of the text. Ours
keeps only which trigrams occur (detail none) and asks the row itself; the other keeps where they occur
(detail full) and answers alone. The tasks are made here: about 40 characters of title, none to five
sentences of description, the same for the same seed.
"""

import argparse
import datetime as dt
import platform
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.listing import TaskQuery
from sync_protocol.text import fold

TODAY = dt.date(2026, 11, 23)
ROUNDS = 9
RARE, ABSENT, DENSE = "quixotic", "xylophone", "report"
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu", "kra", "ste")
FULL = (
    "CREATE VIRTUAL TABLE full_index USING fts5 (title, description, content = '', detail = 'full', "
    "tokenize = 'trigram case_sensitive 1')"
)


def vocabulary(rng: random.Random) -> list[str]:
    return ["".join(rng.choices(SYLLABLES, k=rng.choice([1, 2, 2, 3]))) for _ in range(4_000)]


def drafts(count: int, seed: int) -> list[TaskDraft]:
    """Tasks of which 68 in 100 hold the dense word and 5 in 10,000 the rare one."""
    rng = random.Random(seed)
    words = vocabulary(rng)
    made = []
    for _ in range(count):
        title = rng.choices(words, k=rng.randint(5, 9))
        title += [DENSE] if rng.random() < 0.68 else []
        title += [RARE] if rng.random() < 0.0005 else []
        rng.shuffle(title)
        sentences = [" ".join(rng.choices(words, k=rng.randint(6, 14))).capitalize() for _ in range(rng.randint(0, 5))]
        made.append(TaskDraft(title=" ".join(title), description=". ".join(sentences)))
    return made


def megabytes(connection: sqlite3.Connection, index: str) -> float:
    """What the index's tables hold, by the lengths of their blobs: pages are shared with nobody."""
    blocks = connection.execute(f"SELECT sum(length(block)) FROM {index}_data").fetchone()[0]  # noqa: S608
    return float(blocks) / 1e6


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several rounds, after one that warms up."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def add_full_index(connection: sqlite3.Connection) -> None:
    connection.execute(FULL)
    rows = connection.execute("SELECT id, title_fold, description FROM task").fetchall()
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO full_index (rowid, title, description) VALUES (?, ?, ?)",
        ((row, title, fold(description)) for row, title, description in rows),
    )
    connection.execute("COMMIT")


def measure(core: Core) -> list[tuple[str, str, float, float]]:
    connection = core.database.connection
    add_full_index(connection)

    def ours(word: str) -> int:
        return len(core.reader.handles(TaskQuery(today=TODAY, search=word)))

    def full(word: str) -> int:
        found = connection.execute("SELECT count(*) FROM full_index WHERE full_index MATCH ?", (f'"{word}"',))
        return int(found.fetchone()[0])

    rows = [("size", "MB", megabytes(connection, "task_search"), megabytes(connection, "full_index"))]
    for name, word in (("rare word", RARE), ("absent word", ABSENT), ("dense word", DENSE)):
        assert ours(word) == full(word), word
        label = f"{name}, {ours(word)} hits"
        rows.append((label, "ms", milliseconds(partial(ours, word)), milliseconds(partial(full, word))))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        core = build_core(Path(folder))
        core.tasks.add_many(drafts(chosen.tasks, chosen.seed))
        rows = measure(core)
        core.close()
    print(
        f"{chosen.tasks:,} tasks, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {sys.platform}"
    )
    print(f"{'':28} {'detail none':>14} {'detail full':>14}")
    for label, unit, ours, full in rows:
        print(f"{label:28} {ours:11.2f} {unit} {full:11.2f} {unit}")


if __name__ == "__main__":
    main()
