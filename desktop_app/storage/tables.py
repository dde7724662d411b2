"""The schema as it stands today, as SQLAlchemy Core tables.

Migrations make it step by step and a test compares the two. Triggers and the search index, which
SQLAlchemy cannot describe, are in the migrations only. At run time the statements of this package
are plain SQL on `sqlite3` (docs/decisions/0001): these tables describe, they do not execute.

Times are microseconds since 1970 in UTC. Ids that leave storage are 16-byte UUIDs; the integer
`id` of a row is its handle and never used again for another record (AUTOINCREMENT).
"""

from sqlalchemy import BLOB, Column, Computed, ForeignKey, Index, Integer, MetaData, Table, Text, literal_column, text

metadata = MetaData()
_EMPTY = text("''")


def _synced_columns() -> list[Column[object]]:
    """What a record knows of its state on the server; all empty while it belongs to no account."""
    return [
        Column("version", Text),
        Column("dead", Integer, nullable=False, server_default="0"),
        Column("was", Integer, nullable=False, server_default="0"),
        # The last row the server is known to hold, as JSON; NULL while this row equals it.
        Column("base_fields", Text),
        Column("dirty", Integer, nullable=False, server_default="0"),
    ]


task_list = Table(
    "task_list",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", BLOB, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("colour", Text),
    Column("position", Text),
    Column("extra", Text, nullable=False, server_default="{}"),
    Column("created_at", Integer, nullable=False),
    Column("updated_at", Integer, nullable=False),
    Column("deleted_at", Integer),
    *_synced_columns(),
    sqlite_autoincrement=True,
)
Index("task_list_name", task_list.c.name_key, unique=True, sqlite_where=text("deleted_at IS NULL"))
Index("task_list_dirty", task_list.c.id, sqlite_where=text("dirty = 1"))

task = Table(
    "task",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("uuid", BLOB, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("title_fold", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=_EMPTY),
    Column("due_date", Text),
    Column("due_time", Text),
    # What lists sort by: whole days before times of that day, no date last.
    Column("due_key", Text, Computed("coalesce(due_date, '~') || coalesce(due_time, '')", persisted=False)),
    Column("priority", Integer, nullable=False, server_default="0"),
    Column("status", Integer, nullable=False, server_default="0"),
    Column("completed_at", Integer),
    # The local day of completed_at, kept here so that days can be counted; rebuilt when the zone changes.
    Column("completed_day", Text),
    Column("list", Integer, ForeignKey("task_list.id")),
    # JSON array of the tags; task_tag follows it by triggers.
    Column("tags", Text, nullable=False, server_default="[]"),
    Column("position", Text),
    Column("repeat", Text),
    Column("missed_rule", Text, nullable=False, server_default="once"),
    Column("series_id", BLOB),
    Column("follows", BLOB),
    Column("reminder", Text),
    Column("snoozed_until", Text),
    Column("extra", Text, nullable=False, server_default="{}"),
    Column("created_at", Integer, nullable=False),
    Column("updated_at", Integer, nullable=False),
    Column("deleted_at", Integer),
    *_synced_columns(),
    sqlite_autoincrement=True,
)
_live = text("deleted_at IS NULL")
Index("task_by_due", task.c.status, task.c.due_key, task.c.id, sqlite_where=_live)
Index("task_by_title", task.c.status, task.c.title_fold, task.c.id, sqlite_where=_live)
Index("task_by_priority", task.c.status, task.c.priority.desc(), task.c.due_key, task.c.id, sqlite_where=_live)
Index("task_by_list", task.c.status, task.c.list, task.c.due_key, task.c.id, sqlite_where=_live)
Index(
    "task_by_completion",
    task.c.completed_day,
    task.c.completed_at,
    task.c.id,
    sqlite_where=text("status = 1 AND deleted_at IS NULL"),
)
Index("task_in_trash", task.c.deleted_at, task.c.id, sqlite_where=text("deleted_at IS NOT NULL"))
Index("task_dirty", task.c.id, sqlite_where=text("dirty = 1"))
# The last two bytes of the id: command lines name tasks by the end of their id.
Index("task_id_ending", literal_column("substr(uuid, 15, 2)"), _table=task)

tag = Table(
    "tag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("open_tasks", Integer, nullable=False, server_default="0"),
)
task_tag = Table(
    "task_tag",
    metadata,
    Column("tag", Integer, primary_key=True),
    Column("task", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

# Kept counts: triggers move them with every write, whoever writes.
open_by_list = Table(
    "open_by_list",
    metadata,
    # 0 stands for tasks in no list.
    Column("list", Integer, primary_key=True),
    Column("tasks", Integer, nullable=False),
)
open_by_due = Table(
    "open_by_due",
    metadata,
    # Empty for tasks without a date.
    Column("due_date", Text, primary_key=True, nullable=False),
    Column("tasks", Integer, nullable=False),
    sqlite_with_rowid=False,
)
done_by_day = Table(
    "done_by_day",
    metadata,
    Column("day", Text, primary_key=True, nullable=False),
    Column("tasks", Integer, nullable=False),
    sqlite_with_rowid=False,
)

journal_step = Table(
    "journal_step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("verb", Text, nullable=False),
    Column("count", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("device", Text),
    Column("direction", Integer, nullable=False, server_default="0"),
    Column("undoes", Integer),
    sqlite_autoincrement=True,
)
journal_change = Table(
    "journal_change",
    metadata,
    Column("step", Integer, primary_key=True),
    Column("kind", Integer, primary_key=True),
    Column("record", Integer, primary_key=True),
    # JSON of the changed fields. A creation has neither, a removal for ever has the whole record before.
    Column("before", Text),
    Column("after", Text),
    sqlite_with_rowid=False,
)

# Records of kinds that a newer program syncs: kept unread and given back.
foreign_record = Table(
    "foreign_record",
    metadata,
    Column("kind", Text, primary_key=True, nullable=False),
    Column("uuid", BLOB, primary_key=True, nullable=False),
    Column("version", Text),
    Column("json", Text, nullable=False),
    sqlite_with_rowid=False,
)

# One row of facts about this file.
file_state = Table(
    "file_state",
    metadata,
    Column("id", Integer, primary_key=True),
    # Which offsets from UTC completed_day was reckoned with.
    Column("zone", Text, nullable=False, server_default=_EMPTY),
    # Whether the file belongs to an account, so that changes have to be sent.
    Column("synced", Integer, nullable=False, server_default="0"),
)
