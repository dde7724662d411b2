"""How large each value may be: the same numbers in the window, in storage and on the wire."""

TITLE_LENGTH = 255
"""Characters in a task's title, after trimming; at least one."""

DESCRIPTION_BYTES = 64 * 1024
"""Bytes of UTF-8 in a task's description."""

LIST_NAME_LENGTH = 100
"""Characters in a list's name, after trimming; at least one."""

TAG_LENGTH = 50
"""Characters in one tag; at least one."""

TAGS_PER_TASK = 32
"""Different tags (compared folded) on one task."""

POSITION_LENGTH = 64
"""Characters of base 62 in a manual position."""

REPEAT_LENGTH = 500
"""Characters in the text of a repeat rule."""

EXTRA_BYTES = 16 * 1024
"""Bytes of UTF-8 JSON that a record may carry of fields this version does not know."""
