"""Tasks on their way from a table to somewhere else in the window: how they travel."""

import json
from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QMimeData

TASKS_MIME = "application/x-tickbox-tasks"
"""A JSON array of task ids."""


def tasks_to_mime(task_ids: Iterable[UUID]) -> QMimeData:
    """What a drag of those tasks carries."""
    carried = QMimeData()
    carried.setData(TASKS_MIME, json.dumps([str(task_id) for task_id in task_ids]).encode())
    return carried


def tasks_from_mime(carried: QMimeData) -> list[UUID]:
    """The tasks that a drag carries; none if it carries something else, or nonsense under our name."""
    if not carried.hasFormat(TASKS_MIME):
        return []
    try:
        texts = json.loads(bytes(carried.data(TASKS_MIME).data()))
        return [UUID(text) for text in texts] if isinstance(texts, list) else []
    except (ValueError, TypeError, AttributeError):
        return []
