"""Noticing what other processes commit, by asking SQLite and reading the newer journal steps."""

from desktop_app.domain.journal import ChangeNotice
from desktop_app.storage.database import Database
from desktop_app.storage.journal import JournalReader


class Watch:
    """Remembers how far the journal was seen. Asked once a second and when the window gets focus."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._journal = JournalReader(database.connection)
        self._seen = self._journal.last_step_id()

    def own(self, notice: ChangeNotice) -> None:
        """Takes note of a step of this process, so that it is not reported as somebody else's."""
        # A gap means that others wrote in between: then the next look reports theirs, and ours again.
        if notice.step is not None and notice.step.id == self._seen + 1:
            self._seen = notice.step.id

    def look(self) -> ChangeNotice | None:
        """What was committed elsewhere since the last look, or None. Costs microseconds if nothing was."""
        if not self._database.written_elsewhere():
            return None
        with self._database.read():
            # In this order: what is committed between the two is reported twice rather than never.
            last = self._journal.last_step_id()
            tasks, lists_changed = self._journal.records_since(self._seen)
            self._seen = last
        return ChangeNotice(tasks=tasks, lists_changed=lists_changed, elsewhere=True)
