"""Completed tasks as Markdown, to the letter."""

import datetime as dt
import io
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from desktop_app.domain.task import Status, Task
from desktop_app.interchange.markdown_format import markdown, write_markdown

HOME = UUID(int=1)
LISTS = {HOME: "Home & *Garden*"}
BERLIN = ZoneInfo("Europe/Berlin")


def local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(BERLIN)


def words(day: dt.date | None) -> str:
    return "Unknown" if day is None else day.isoformat()


def done(title: str, at: str | None, list_id: UUID | None = None, *tags: str) -> Task:
    moment = None if at is None else dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)
    made = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    return Task(
        id=uuid4(),
        title=title,
        status=Status.DONE,
        completed_at=moment,
        list_id=list_id,
        tags=tags,
        created_at=made,
        updated_at=made,
    )


TASKS = [
    done("Late at night", "2026-11-22 23:10", HOME, "errands", "mail"),
    done("Evening", "2026-11-22 17:40"),
    done("No list any more", "2026-11-22 07:05", UUID(int=9), "mail"),
    done("Nobody knows when", None, HOME),
]
TEXT = """\
## 2026-11-23

- [x] Late at night  (Home & \\*Garden\\*, @errands, @mail) 00:10

## 2026-11-22

- [x] Evening  18:40
- [x] No list any more  (@mail) 08:05

## Unknown

- [x] Nobody knows when  (Home & \\*Garden\\*)
"""


def test_each_local_day_has_a_heading_and_each_task_a_line() -> None:
    assert markdown(TASKS, LISTS, local, words) == TEXT


def test_a_file_holds_the_same_in_utf8_and_counts() -> None:
    file = io.BytesIO()
    assert write_markdown(file, TASKS, LISTS, local, words) == 4
    assert file.getvalue().decode() == TEXT


def test_nothing_is_an_empty_text() -> None:
    assert markdown([], LISTS, local, words) == ""


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("snake_case_name", "snake_case_name"),
        ("_so_ *much* `code`", "\\_so\\_ \\*much\\* \\`code\\`"),
        ("[x](http://a) <b>", "\\[x\\](http://a) \\<b>"),
        ("R&D &amp; &#65;", "R&D \\&amp; \\&#65;"),
        ("back\\slash ~~no~~", "back\\\\slash \\~\\~no\\~\\~"),
        ("李明 🎂", "李明 🎂"),
    ],
)
def test_what_would_be_markup_is_written_as_it_reads(title: str, written: str) -> None:
    assert markdown([done(title, None)], {}, local, words) == f"## Unknown\n\n- [x] {written}\n"
