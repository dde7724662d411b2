"""Who shows tasks is told of each commit, once, in order, and after it is on disk."""

from pathlib import Path

import pytest

from desktop_app.domain.changes import TaskDraft
from desktop_app.domain.errors import InvalidField
from desktop_app.domain.journal import ChangeNotice, Verb
from desktop_app.services.changes import Changes
from tests.storage.files import opened


def notice(*tasks: int) -> ChangeNotice:
    return ChangeNotice(tasks=frozenset(tasks), lists_changed=False, elsewhere=False)


def test_every_listener_hears_every_notice_until_it_stops_listening() -> None:
    changes = Changes()
    first: list[ChangeNotice] = []
    second: list[ChangeNotice] = []
    changes.subscribe(first.append)
    stop = changes.subscribe(second.append)
    changes.notify(notice(1))
    stop()
    changes.notify(notice(2))
    assert (first, second) == ([notice(1), notice(2)], [notice(1)])


def test_a_listener_may_stop_while_it_listens() -> None:
    changes = Changes()
    heard: list[ChangeNotice] = []

    def once(told: ChangeNotice) -> None:
        heard.append(told)
        stop()

    stop = changes.subscribe(once)
    changes.subscribe(heard.append)
    changes.notify(notice(1))
    changes.notify(notice(2))
    assert heard == [notice(1), notice(1), notice(2)]


def test_a_notice_names_the_rows_and_comes_when_others_can_read_them(tmp_path: Path) -> None:
    with opened(tmp_path) as core, opened(tmp_path) as other:
        heard: list[ChangeNotice] = []

        def listen(told: ChangeNotice) -> None:
            heard.append(told)
            assert not core.database.connection.in_transaction
            assert all(other.reader.rows(sorted(told.tasks)))

        core.changes.subscribe(listen)
        tasks = [
            added.task for added in core.tasks.add_many([TaskDraft(title="a"), TaskDraft(title="b", list_name="L")])
        ]
        core.tasks.complete([tasks[1].id])
        core.lists.create("Home")
        core.undo.undo()
        core.tasks.complete([tasks[1].id])
        handles = sorted(core.reader.everything())
        assert [(sorted(told.tasks), told.lists_changed, told.elsewhere) for told in heard] == [
            (handles, True, False),
            (handles[1:], False, False),
            ([], True, False),
            ([], True, False),
        ]
        assert [told.step and told.step.verb for told in heard] == [
            Verb.ADD,
            Verb.COMPLETE,
            Verb.CREATE_LIST,
            Verb.CREATE_LIST,
        ]


def test_of_what_is_refused_nobody_hears(tmp_path: Path) -> None:
    with opened(tmp_path) as core:
        heard: list[ChangeNotice] = []
        core.changes.subscribe(heard.append)
        core.lists.create("Home")
        with pytest.raises(InvalidField):
            core.lists.create("home")
        assert len(heard) == 1
