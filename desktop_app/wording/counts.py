"""Numbers of things in words: "1 task", "2 tasks"."""

from desktop_app.wording.say import Say, untranslated


def plural(count: int, one: str, several: str, say: Say = untranslated) -> str:
    """`one` or `several`, whichever fits the count, with {count} filled in."""
    return say(one if count == 1 else several).format(count=count)


def tasks(count: int, say: Say = untranslated) -> str:
    """So many tasks."""
    return plural(count, "{count} task", "{count} tasks", say)
