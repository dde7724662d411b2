"""The first schema: tasks, lists, tags, kept counts, search, and the journal.

Written as SQL text, because a migration must never change once a file was made with it.
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SYNCED = """
    version TEXT,
    dead INTEGER DEFAULT '0' NOT NULL,
    was INTEGER DEFAULT '0' NOT NULL,
    base_fields TEXT,
    dirty INTEGER DEFAULT '0' NOT NULL
"""

TABLES = (
    f"""
    CREATE TABLE task_list (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        uuid BLOB NOT NULL UNIQUE,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL,
        colour TEXT,
        position TEXT,
        extra TEXT DEFAULT '{{}}' NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        {SYNCED}
    )""",
    f"""
    CREATE TABLE task (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        uuid BLOB NOT NULL UNIQUE,
        title TEXT NOT NULL,
        title_fold TEXT NOT NULL,
        description TEXT DEFAULT '' NOT NULL,
        due_date TEXT,
        due_time TEXT,
        due_key TEXT GENERATED ALWAYS AS (coalesce(due_date, '~') || coalesce(due_time, '')) VIRTUAL,
        priority INTEGER DEFAULT '0' NOT NULL,
        status INTEGER DEFAULT '0' NOT NULL,
        completed_at INTEGER,
        completed_day TEXT,
        list INTEGER REFERENCES task_list (id),
        tags TEXT DEFAULT '[]' NOT NULL,
        position TEXT,
        repeat TEXT,
        missed_rule TEXT DEFAULT 'once' NOT NULL,
        series_id BLOB,
        follows BLOB,
        reminder TEXT,
        snoozed_until TEXT,
        extra TEXT DEFAULT '{{}}' NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER,
        {SYNCED}
    )""",
    """
    CREATE TABLE tag (
        id INTEGER PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        name_key TEXT NOT NULL UNIQUE,
        open_tasks INTEGER DEFAULT '0' NOT NULL
    )""",
    "CREATE TABLE task_tag (tag INTEGER NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (tag, task)) WITHOUT ROWID",
    "CREATE TABLE open_by_list (list INTEGER PRIMARY KEY NOT NULL, tasks INTEGER NOT NULL)",
    "CREATE TABLE open_by_due (due_date TEXT PRIMARY KEY NOT NULL, tasks INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE done_by_day (day TEXT PRIMARY KEY NOT NULL, tasks INTEGER NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE journal_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        at INTEGER NOT NULL,
        verb TEXT NOT NULL,
        count INTEGER NOT NULL,
        source TEXT NOT NULL,
        device TEXT,
        direction INTEGER DEFAULT '0' NOT NULL,
        undoes INTEGER
    )""",
    """
    CREATE TABLE journal_change (
        step INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        record INTEGER NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (step, kind, record)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE foreign_record (
        kind TEXT NOT NULL,
        uuid BLOB NOT NULL,
        version TEXT,
        json TEXT NOT NULL,
        PRIMARY KEY (kind, uuid)
    ) WITHOUT ROWID""",
    """
    CREATE TABLE file_state (
        id INTEGER PRIMARY KEY NOT NULL,
        zone TEXT DEFAULT '' NOT NULL,
        synced INTEGER DEFAULT '0' NOT NULL
    )""",
    "INSERT INTO file_state (id) VALUES (1)",
)

INDEXES = (
    "CREATE UNIQUE INDEX task_list_name ON task_list (name_key) WHERE deleted_at IS NULL",
    "CREATE INDEX task_list_dirty ON task_list (id) WHERE dirty = 1",
    "CREATE INDEX task_by_due ON task (status, due_key, id) WHERE deleted_at IS NULL",
    "CREATE INDEX task_by_title ON task (status, title_fold, id) WHERE deleted_at IS NULL",
    "CREATE INDEX task_by_priority ON task (status, priority DESC, due_key, id) WHERE deleted_at IS NULL",
    "CREATE INDEX task_by_list ON task (status, list, due_key, id) WHERE deleted_at IS NULL",
    """CREATE INDEX task_by_completion ON task (completed_day, completed_at, id)
       WHERE status = 1 AND deleted_at IS NULL""",
    "CREATE INDEX task_in_trash ON task (deleted_at, id) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX task_dirty ON task (id) WHERE dirty = 1",
    "CREATE INDEX task_id_ending ON task (substr(uuid, 15, 2))",
)

# Folded text goes in, so the tokenizer need not fold again. Only which trigrams occur is kept
# (detail none, no content): a fifth of the size, and a hit is checked against the row itself.
SEARCH = """
    CREATE VIRTUAL TABLE task_search USING fts5 (
        title, description, content = '', detail = 'none', tokenize = 'trigram case_sensitive 1'
    )"""

SEARCH_ADD = """
    INSERT INTO task_search (rowid, title, description) VALUES (NEW.id, NEW.title_fold, fold(NEW.description));"""
SEARCH_REMOVE = """
    INSERT INTO task_search (task_search, rowid, title, description)
    VALUES ('delete', OLD.id, OLD.title_fold, fold(OLD.description));"""


def one_more(table: str, key: str, value: str, when: str) -> str:
    """SQL that raises a kept count by one."""
    return f"""
    INSERT INTO {table} ({key}, tasks) SELECT {value}, 1 WHERE {when}
    ON CONFLICT ({key}) DO UPDATE SET tasks = tasks + 1;"""


def one_less(table: str, key: str, value: str, when: str) -> str:
    """SQL that lowers a kept count by one."""
    return f"UPDATE {table} SET tasks = tasks - 1 WHERE {key} = {value} AND {when};"


def is_open(row: str) -> str:
    return f"{row}.status = 0 AND {row}.deleted_at IS NULL"


def is_done(row: str) -> str:
    return f"{row}.status = 1 AND {row}.deleted_at IS NULL AND {row}.completed_day IS NOT NULL"


COUNT_NEW = (
    one_more("open_by_list", "list", "coalesce(NEW.list, 0)", is_open("NEW"))
    + one_more("open_by_due", "due_date", "coalesce(NEW.due_date, '')", is_open("NEW"))
    + one_more("done_by_day", "day", "NEW.completed_day", is_done("NEW"))
)
UNCOUNT_OLD = (
    one_less("open_by_list", "list", "coalesce(OLD.list, 0)", is_open("OLD"))
    + one_less("open_by_due", "due_date", "coalesce(OLD.due_date, '')", is_open("OLD"))
    + one_less("done_by_day", "day", "OLD.completed_day", is_done("OLD"))
)


def tags_of(row: str) -> str:
    return f"(SELECT id FROM tag WHERE name_key IN (SELECT name_key(value) FROM json_each({row}.tags)))"


TAG_NEW = f"""
    INSERT OR IGNORE INTO tag (name, name_key) SELECT value, name_key(value) FROM json_each(NEW.tags);
    INSERT OR IGNORE INTO task_tag (tag, task) SELECT id, NEW.id FROM tag WHERE id IN {tags_of("NEW")};
    UPDATE tag SET open_tasks = open_tasks + 1 WHERE {is_open("NEW")} AND id IN {tags_of("NEW")};"""
UNTAG_OLD = f"""
    UPDATE tag SET open_tasks = open_tasks - 1 WHERE {is_open("OLD")} AND id IN {tags_of("OLD")};"""
FORGET_OLD_TAGS = f"""
    DELETE FROM task_tag WHERE task = OLD.id AND tag IN {tags_of("OLD")};"""

SYNCED_TASK_COLUMNS = (
    "title, description, due_date, due_time, priority, status, completed_at, list, tags, position, repeat, "
    "missed_rule, series_id, follows, reminder, snoozed_until, extra, created_at, deleted_at"
)
SYNCED_LIST_COLUMNS = "name, colour, position, extra, created_at, deleted_at"
FILE_IS_SYNCED = "(SELECT synced FROM file_state WHERE id = 1) = 1"

TRIGGERS = (
    f"CREATE TRIGGER task_counted AFTER INSERT ON task BEGIN {COUNT_NEW} {SEARCH_ADD} END",
    f"""CREATE TRIGGER task_recounted AFTER UPDATE OF status, deleted_at, list, due_date, completed_day ON task
        BEGIN {UNCOUNT_OLD} {COUNT_NEW} END""",
    f"CREATE TRIGGER task_uncounted AFTER DELETE ON task BEGIN {UNCOUNT_OLD} {SEARCH_REMOVE} END",
    f"CREATE TRIGGER task_tagged AFTER INSERT ON task WHEN NEW.tags <> '[]' BEGIN {TAG_NEW} END",
    f"""CREATE TRIGGER task_retagged AFTER UPDATE OF status, deleted_at, tags ON task
        WHEN OLD.tags <> '[]' OR NEW.tags <> '[]'
        BEGIN {UNTAG_OLD} {FORGET_OLD_TAGS} {TAG_NEW} END""",
    f"""CREATE TRIGGER task_untagged AFTER DELETE ON task WHEN OLD.tags <> '[]'
        BEGIN {UNTAG_OLD} {FORGET_OLD_TAGS} END""",
    f"""CREATE TRIGGER task_indexed AFTER UPDATE OF title, title_fold, description ON task
        BEGIN {SEARCH_REMOVE} {SEARCH_ADD} END""",
    f"""CREATE TRIGGER task_marked AFTER UPDATE OF {SYNCED_TASK_COLUMNS} ON task
        WHEN NEW.dirty = 0 AND {FILE_IS_SYNCED} BEGIN UPDATE task SET dirty = 1 WHERE id = NEW.id; END""",
    f"""CREATE TRIGGER new_task_marked AFTER INSERT ON task
        WHEN NEW.dirty = 0 AND {FILE_IS_SYNCED} BEGIN UPDATE task SET dirty = 1 WHERE id = NEW.id; END""",
    f"""CREATE TRIGGER task_list_marked AFTER UPDATE OF {SYNCED_LIST_COLUMNS} ON task_list
        WHEN NEW.dirty = 0 AND {FILE_IS_SYNCED} BEGIN UPDATE task_list SET dirty = 1 WHERE id = NEW.id; END""",
    f"""CREATE TRIGGER new_task_list_marked AFTER INSERT ON task_list
        WHEN NEW.dirty = 0 AND {FILE_IS_SYNCED} BEGIN UPDATE task_list SET dirty = 1 WHERE id = NEW.id; END""",
)


def upgrade() -> None:
    for statement in (*TABLES, *INDEXES, SEARCH, *TRIGGERS):
        op.execute(statement)


def downgrade() -> None:
    """Files never go back: an older program refuses them, and the copy made before stays."""
    raise RuntimeError("Tickbox files are not migrated backwards; restore the backup made before the upgrade.")
