"""The verbs that exchange tasks with files: import, export."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop_app.cli.objects import print_objects
from desktop_app.cli.output import tell
from desktop_app.cli.session import Session
from desktop_app.system.paths import named_path
from desktop_app.wording.counts import plural
from desktop_app.wording.counts import tasks as count_words

if TYPE_CHECKING:
    from desktop_app.services.transfer import Receipt


def import_file(session: Session, options: Namespace) -> int:
    """Brings in the tasks of a file, or tells what that would do."""
    receipt = session.core.transfer.import_file(named_path(options.file), dry_run=options.dry_run)
    if session.as_json:
        session.print_json(receipt.tasks)
    else:
        _tell_receipt(receipt)
    return 0


def export_file(session: Session, options: Namespace) -> int:
    """Writes all tasks into a file."""
    path = named_path(options.file)
    written = session.core.transfer.export_file(path)
    if session.as_json:
        print_objects([{"path": str(path.absolute()), "tasks": written}])
    else:
        tell(f"Wrote {count_words(written)} to {path}")
    return 0


def _tell_receipt(receipt: "Receipt") -> None:
    """What came of every entry that was read, and what could not be carried."""
    would = "Nothing was changed. This would happen: " if receipt.dry_run else ""
    tell(
        f"{would}{plural(receipt.read, '{count} task', '{count} tasks')} read, {receipt.created} created, "
        f"{receipt.updated} updated, {receipt.unchanged} unchanged"
    )
    _tell_names("New lists", receipt.new_lists)
    _tell_names("Changed lists", receipt.changed_lists)
    _tell_names("Not carried", receipt.unknown_columns)
    if receipt.created + receipt.updated and not receipt.dry_run:
        tell("`tickbox undo` takes this back")


def _tell_names(label: str, names: Sequence[str]) -> None:
    if names:
        tell(f"{label}: {', '.join(names)}")
