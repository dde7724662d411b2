"""The field table covers a record's values exactly: no field is forgotten by a merge, none is invented."""

import dataclasses

import pytest

from desktop_app.domain.task import Task
from desktop_app.domain.task_list import TaskList
from sync_protocol.fields import FIELDS_BY_KIND, LIST_FIELDS, TASK_FIELDS, Field, Merge

NEVER_ON_THE_WIRE = {"id", "updated_at", "deleted_at"}


def columns(fields: tuple[Field, ...]) -> list[str]:
    return [column for field in fields for column in field.columns]


def values_of(record: type[Task] | type[TaskList]) -> set[str]:
    """A due date is one value here and two columns there."""
    names = {field.name for field in dataclasses.fields(record)} - NEVER_ON_THE_WIRE
    return (names - {"due"}) | ({"due_date", "due_time"} if "due" in names else set())


def test_every_value_of_a_task_is_in_the_table_and_the_reverse() -> None:
    assert set(columns(TASK_FIELDS)) == values_of(Task)


def test_every_value_of_a_list_is_in_the_table_and_the_reverse() -> None:
    assert set(columns(LIST_FIELDS)) == values_of(TaskList)


@pytest.mark.parametrize("kind", FIELDS_BY_KIND)
def test_no_name_stands_twice(kind: str) -> None:
    fields = FIELDS_BY_KIND[kind]
    for names in ([field.name for field in fields], columns(fields), [key for field in fields for key in field.wire]):
        assert len(names) == len(set(names))
    assert all(len(field.columns) == len(field.wire) for field in fields)


def test_a_plain_server_is_sent_what_the_base_contract_knows() -> None:
    known = {field.name for field in TASK_FIELDS if field.in_base_contract}
    assert known == {"title", "description", "due", "priority", "completion"}


def test_what_a_person_typed_is_never_merged_silently() -> None:
    silent = {Merge.SERVER, Merge.EARLIEST}
    assert {field.name for field in TASK_FIELDS + LIST_FIELDS if field.merge in silent} == {
        "position",
        "series_id",
        "follows",
        "created_at",
    }
