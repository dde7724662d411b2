"""A process that writes without pause and says so, and another that kills it at any moment and looks what is left.

`python -m tests.campaigns.kill` kills a few hundred times; `test_kill.py` does it fifty times in every run.
"""

import argparse
import contextlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.core import Core, build_core
from desktop_app.domain.changes import TaskDraft, TaskPatch
from desktop_app.domain.errors import NothingToUndo
from desktop_app.domain.journal import Verb
from tests.storage.files import faults

ROOT = Path(__file__).resolve().parents[2]
BULK = 200
BULK_MARK = "bulk "

# --- the process that is killed -------------------------------------------------------------------------------------


def write_for_ever(folder: Path, seed: int) -> None:
    """One step after the other. Says `begin` before each and, once it is committed, the journal's number of it."""
    rng = random.Random(seed)
    core = build_core(folder)
    say({"ready": True})
    number = 0
    while True:
        number += 1
        kind = rng.choices(list(STEPS), weights=[4, 4, 3, 2, 2, 1, 1, 1, 1])[0]
        say({"begin": kind})
        last = last_step(core)
        STEPS[kind](core, rng, f"{seed}-{number}")
        now = last_step(core)
        say({"committed": now if now > last else None, "kind": kind, "title": f"{seed}-{number}"})


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def last_step(core: Core) -> int:
    steps = core.undo._steps.recent(1)
    return steps[0].id if steps else 0


def some(core: Core, rng: random.Random, count: int) -> list[Any]:
    handles = core.reader.everything()
    chosen = rng.sample(list(handles), min(count, len(handles)))
    return [task.id for task in core.reader.tasks(chosen)]


def go_back(core: Core) -> None:
    with contextlib.suppress(NothingToUndo):
        core.undo.undo()


def go_on(core: Core) -> None:
    with contextlib.suppress(NothingToUndo):
        core.undo.redo()


def add(core: Core, rng: random.Random, title: str) -> None:
    core.tasks.add(TaskDraft(title=title, description="words " * rng.randrange(400), tags=(f"t{rng.randrange(5)}",)))


def add_many(core: Core, _: random.Random, title: str) -> None:
    core.tasks.add_many(TaskDraft(title=f"{BULK_MARK}{title}", list_name=f"List {title}") for _ in range(BULK))


def replace_many(core: Core, rng: random.Random, title: str) -> None:
    """As an import does: new tasks, changed ones and removed ones in one step."""
    with core.tasks._unit_of_work(Verb.IMPORT) as work:
        core.tasks._add(work, TaskDraft(title=title))
        for task in work.tasks.get_many(some(core, rng, 20)):
            work.tasks.remove(task)


STEPS: dict[str, Callable[[Core, random.Random, str], object]] = {
    "add": add,
    "edit": lambda core, rng, title: core.tasks.edit(some(core, rng, 1), TaskPatch(title=title, list_name="Edited")),
    "complete": lambda core, rng, _: core.tasks.complete(some(core, rng, 1)),
    "undo": lambda core, _rng, _title: go_back(core),
    "redo": lambda core, _rng, _title: go_on(core),
    "add many": add_many,
    "complete many": lambda core, rng, _: core.tasks.complete(some(core, rng, 5 * BULK)),
    "import": replace_many,
    "delete for ever": lambda core, rng, _: core.tasks.delete_forever(some(core, rng, 30)),
}

# --- the process that kills -----------------------------------------------------------------------------------------


@dataclass
class Tally:
    """What was killed and what was found afterwards."""

    kills: int = 0
    acknowledged: int = 0
    in_flight: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        during = ", ".join(f"{kind} {count}" for kind, count in self.in_flight.most_common())
        return (
            f"{self.kills} kills, {self.acknowledged} acknowledged steps, {len(self.found)} faults; "
            f"killed during: {during}"
        )


def kill_once(folder: Path, seed: int, tally: Tally) -> None:
    """Lets a process write for a moment, kills it, and notes in the tally what is not as it should be."""
    rng = random.Random(seed)
    command = [sys.executable, "-m", "tests.campaigns.kill", "--write", str(folder), "--seed", str(seed)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        # Most commits take less than a millisecond: the moments are spread over many steps.
        time.sleep(rng.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        messages = [first, *process.stdout.read().splitlines()]
    said = list(understood(messages))
    tally.kills += 1
    committed = [message for message in said if message.get("committed")]
    tally.acknowledged += len(committed)
    under_way = said[-1].get("begin") if said else "opening"
    tally.in_flight[under_way or "between two steps"] += 1
    tally.found += [f"seed {seed}: {fault}" for fault in what_is_wrong(folder, committed, under_way)]


def understood(messages: list[str]) -> Iterator[dict[str, Any]]:
    """The last line may be cut."""
    for message in messages:
        with contextlib.suppress(ValueError):
            yield json.loads(message)


def what_is_wrong(folder: Path, committed: list[dict[str, Any]], under_way: str | None) -> list[str]:
    """Opens the file as the next start would: every acknowledged step is there and none is half there."""
    core = build_core(folder)
    try:
        connection = core.database.connection
        wrong = faults(connection)
        steps = dict(connection.execute("SELECT id, verb FROM journal_step"))
        wrong += [f"step {message} is lost" for message in committed if message["committed"] not in steps]
        newest = max(steps, default=0)
        acknowledged = max((message["committed"] for message in committed), default=newest)
        if newest - acknowledged not in {0, 1 if under_way else 0}:
            wrong.append(f"{newest - acknowledged} steps more than were begun")
        wrong += half_done(connection)
        return wrong or undo_and_redo(core)
    finally:
        core.close()


def half_done(connection: Any) -> list[str]:
    """Steps without all of their changes, tasks of no step, and bulks of which a part is there."""
    queries = {
        "steps of which changes are missing": """
            SELECT id FROM journal_step WHERE direction = 0 AND verb <> 'create list' AND count <>
                (SELECT count(*) FROM journal_change WHERE step = journal_step.id AND kind = 0)""",
        "tasks that no step made": """
            SELECT id FROM task WHERE id NOT IN (SELECT record FROM journal_change WHERE kind = 0)""",
        "parts of a bulk": f"""
            SELECT step FROM journal_change JOIN journal_step ON id = step
            WHERE kind = 0 AND verb = 'add' AND direction = 0 GROUP BY step HAVING count(*) NOT IN (1, {BULK})""",
    }
    return [f"{what}: {rows}" for what, query in queries.items() if (rows := connection.execute(query).fetchall())]


def undo_and_redo(core: Core) -> list[str]:
    """What was taken back comes again as it was."""

    def state() -> list[Any]:
        return core.database.connection.execute(
            "SELECT uuid, title, description, status, completed_at, list, tags, deleted_at FROM task ORDER BY uuid"
        ).fetchall()

    if core.undo.next_undo() is None:
        return []
    before = state()
    core.undo.undo()
    core.undo.redo()
    return [] if live(state()) == live(before) else ["undo and redo do not lead back"]


def live(rows: list[Any]) -> list[Any]:
    return [row for row in rows if row[-1] is None]


def campaign(folder: Path, kills: int, seed: int) -> Tally:
    """Kills so many times, all on one file, which grows and is never made anew."""
    tally = Tally()
    for number in range(kills):
        kill_once(folder, seed + number, tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="be the process that is killed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=300)
    chosen = parser.parse_args()
    if chosen.write is not None:
        write_for_ever(chosen.write, chosen.seed)
    with tempfile.TemporaryDirectory() as folder:
        tally = campaign(Path(folder), chosen.kills, chosen.seed)
    sys.stdout.write("\n".join([*tally.found, str(tally), ""]))
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
