"""The quick-add line: one line of text that says a task's title, due date, priority, list and tags.

`parse` reads such a line, `parse_due` a due date alone. Nothing here knows the clock: today, the
time, the order of day and month and the first day of the week are handed in.
"""

from desktop_app.domain.quick_add.due import parse_due
from desktop_app.domain.quick_add.english import ENGLISH
from desktop_app.domain.quick_add.language import Language
from desktop_app.domain.quick_add.parser import parse
from desktop_app.domain.quick_add.tokens import QuickAdd, Token, TokenKind

__all__ = ["ENGLISH", "Language", "QuickAdd", "Token", "TokenKind", "parse", "parse_due"]
