"""The one table of synced fields: each kind's fields, how they merge, and who knows them.

Both sides import it, so a field exists once or not at all. `columns` are the names under which a
field's parts are stored and journalled; `wire` are the keys in JSON.
"""

from dataclasses import dataclass
from enum import Enum


class Merge(Enum):
    """What a three-way merge does when both sides changed a field."""

    VALUE = "value"
    """The server's value stays; ours goes to the conflict log."""
    KEEP_BOTH = "keep both"
    """As VALUE, and the text of both is kept."""
    COMPLETION = "completion"
    """As VALUE, but done on both sides is no conflict: the earlier time stays."""
    UNION = "union"
    """A three-way set union; never a conflict."""
    SERVER = "server"
    """The server's value stays and nothing is logged: bookkeeping no person typed."""
    EARLIEST = "earliest"
    """The earlier time stays and nothing is logged."""
    PER_KEY = "per key"
    """Each key of the object merges on its own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: a value here may span two columns that only make sense together."""

    name: str
    columns: tuple[str, ...]
    wire: tuple[str, ...]
    merge: Merge
    in_base_contract: bool = False


_COMPLETION = ("status", "completed_at")

TASK_FIELDS = (
    Field("title", ("title",), ("title",), Merge.VALUE, in_base_contract=True),
    Field("description", ("description",), ("description",), Merge.KEEP_BOTH, in_base_contract=True),
    # The base contract knows the date alone; the time of day is an extension.
    Field("due", ("due_date", "due_time"), ("due_date", "due_time"), Merge.VALUE, in_base_contract=True),
    Field("priority", ("priority",), ("priority_level",), Merge.VALUE, in_base_contract=True),
    Field("completion", _COMPLETION, _COMPLETION, Merge.COMPLETION, in_base_contract=True),
    Field("list_id", ("list_id",), ("list_id",), Merge.VALUE),
    Field("tags", ("tags",), ("tags",), Merge.UNION),
    Field("position", ("position",), ("position",), Merge.SERVER),
    Field("repeat", ("repeat",), ("repeat",), Merge.VALUE),
    Field("missed_rule", ("missed_rule",), ("missed_rule",), Merge.VALUE),
    Field("series_id", ("series_id",), ("series_id",), Merge.SERVER),
    Field("follows", ("follows",), ("follows",), Merge.SERVER),
    Field("reminder", ("reminder",), ("reminder",), Merge.VALUE),
    Field("snoozed_until", ("snoozed_until",), ("snoozed_until",), Merge.VALUE),
    Field("created_at", ("created_at",), ("created_at",), Merge.EARLIEST),
    Field("extra", ("extra",), ("extra",), Merge.PER_KEY),
)

LIST_FIELDS = (
    Field("name", ("name",), ("name",), Merge.VALUE),
    Field("colour", ("colour",), ("colour",), Merge.VALUE),
    Field("position", ("position",), ("position",), Merge.SERVER),
    Field("created_at", ("created_at",), ("created_at",), Merge.EARLIEST),
    Field("extra", ("extra",), ("extra",), Merge.PER_KEY),
)

FIELDS_BY_KIND = {"task": TASK_FIELDS, "list": LIST_FIELDS}
