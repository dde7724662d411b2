"""The verbs that look after the data: backup, doctor, demo."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.cli.objects import backup_object, print_objects
from desktop_app.cli.output import Declined, tell
from desktop_app.cli.session import Session, opened
from desktop_app.core import restore_newest_backup
from desktop_app.domain.backup import Backup
from desktop_app.domain.clock import Clock
from desktop_app.domain.errors import StorageFailure, StorageProblem
from desktop_app.domain.listing import TaskQuery
from desktop_app.domain.views import StatusFilter
from desktop_app.wording.counts import tasks as count_words

if TYPE_CHECKING:
    from desktop_app.storage.doctor import Findings


def backup(session: Session, _: Namespace) -> int:
    """Makes a verified copy."""
    made = session.core.backup.make()
    if session.as_json:
        print_objects([backup_object(made)])
    else:
        tell(f"Copied and verified {count_words(made.tasks or 0)}: {made.path}")
    return 0


def demo(session: Session, options: Namespace) -> int:
    """Adds the example tasks."""
    existing = len(session.core.reader.handles(TaskQuery(today=session.today, status=StatusFilter.ALL)))
    if existing and not options.force:
        raise Declined(
            f"There are {count_words(existing)} here already. To add the examples beside them, "
            "use `tickbox demo --force`; `tickbox undo` takes them away again."
        )
    made = session.core.demo.fill()
    if session.as_json:
        session.print_json(made)
    else:
        tell(f"Added {count_words(len(made))} as examples; `tickbox undo` takes them away again")
    return 0


def doctor(data_dir: Path, options: Namespace, clock: Clock | None) -> int:
    """Examines the file, or puts a copy in its place. Opens the file itself, as that may be what fails."""
    if options.restore:
        return _restore(data_dir, options, clock)
    with opened(data_dir, clock, as_json=options.json) as session:
        findings = session.core.doctor.examine()
    if options.json:
        print_objects([_findings_object(findings)])
    else:
        _tell_findings(findings)
    return 0 if findings.is_sound else 1


def _restore(data_dir: Path, options: Namespace, clock: Clock | None) -> int:
    _refuse_if_usable(data_dir, clock)
    copy, aside = restore_newest_backup(data_dir, clock)
    if options.json:
        print_objects([{**backup_object(copy), "moved_aside": None if aside is None else str(aside)}])
        return 0
    tell(f"Put the verified copy of {_when(copy)} in place: {count_words(copy.tasks or 0)}")
    if aside is not None:
        tell(f"The file that was there is kept as {aside}")
    return 0


def _refuse_if_usable(data_dir: Path, clock: Clock | None) -> None:
    """Raises Declined if the file is sound and holds something, StorageFailure if it cannot be judged."""
    try:
        with opened(data_dir, clock, as_json=False) as session:
            findings = session.core.doctor.examine()
    except StorageFailure as failure:
        if failure.problem is StorageProblem.DAMAGED:
            return
        raise
    # An empty file is what stands there after the file itself was lost.
    if findings.is_sound and findings.tasks:
        raise Declined(f"{findings.path} is sound and holds {count_words(findings.tasks)}. Nothing was replaced.")


def _findings_object(findings: "Findings") -> dict[str, Any]:
    newest = findings.newest_backup
    return {
        "path": str(findings.path),
        "is_sound": findings.is_sound,
        "tasks": findings.tasks,
        "damage": list(findings.damage),
        "recounted": list(findings.miscounted),
        "journal_mode": findings.journal_mode,
        "revision": findings.revision,
        "newest_backup": None if newest is None else backup_object(newest),
    }


def _tell_findings(findings: "Findings") -> None:
    newest = findings.newest_backup
    tell(f"File          {findings.path}")
    tell(f"Tasks         {findings.tasks}, those in the Trash included")
    tell(f"State         {'sound' if findings.is_sound else 'damaged'}")
    for fault in findings.damage:
        tell(f"Fault         {fault}")
    if findings.miscounted:
        tell("Counts        some were wrong and have been counted again")
    tell(f"Newest copy   {'none yet; `tickbox backup` makes one' if newest is None else newest.path}")
    if not findings.is_sound:
        tell("Next step     `tickbox doctor --restore` puts the newest verified copy in place")


def _when(copy: Backup) -> str:
    return f"{copy.at:%Y-%m-%d %H:%M} UTC"
