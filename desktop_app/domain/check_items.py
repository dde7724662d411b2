"""Check items in a description: lines such as `- [ ] buy paint` and `- [x] measure the wall`.

They are read as Markdown reads them, closely enough to count and tick them: a list's sign (`-`, `*`,
`+`, `1.` or `1)`) at the start of a line, then the brackets. Lines of fenced code are text.
"""

import re
from dataclasses import dataclass

_ITEM = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([ xX])\](?=\s|\Z)")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One item of a text."""

    mark: int
    """Where the character between its brackets stands."""
    end: int
    """Where its line ends, without the line break."""
    is_done: bool


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How many items there are, and how many of them are done."""

    done: int
    total: int


def check_items(text: str) -> tuple[CheckItem, ...]:
    """The items from top to bottom."""
    found: list[CheckItem] = []
    start, fence = 0, ""
    for line in text.split("\n"):
        fence_here = _FENCE.match(line)
        if fence_here is not None:
            fence = _fence_after(fence, fence_here[1], fence_here[2].strip())
        elif not fence and (item := _ITEM.match(line)) is not None:
            found.append(CheckItem(start + item.start(1), start + len(line.rstrip("\r")), item[1] != " "))
        start += len(line) + 1
    return tuple(found)


def count_check_items(text: str) -> CheckCount:
    """The count that a row shows, such as 2 of 5."""
    # Most descriptions hold none, and rows are counted by the thousand.
    if "]" not in text:
        return CheckCount(0, 0)
    items = check_items(text)
    return CheckCount(sum(item.is_done for item in items), len(items))


def toggled(text: str, item: CheckItem) -> str:
    """The text with that one item ticked, or no longer ticked. Nothing else changes."""
    return text[: item.mark] + (" " if item.is_done else "x") + text[item.mark + 1 :]


def _fence_after(open_fence: str, fence: str, rest: str) -> str:
    """Which fence is open after a line that begins with `fence`: only a like one, as long and alone, closes."""
    if not open_fence:
        return fence
    closes = fence[0] == open_fence[0] and len(fence) >= len(open_fence) and not rest
    return "" if closes else open_fence
