"""The words that the Task Management API writes on the wire, and what they mean here.

Inside the program a task is *open* or *done*; on the wire that is `Pending` or `Complete`.
This is the only place that says so.
"""

STATUS_OPEN = "Pending"
STATUS_DONE = "Complete"

PRIORITY_NONE = None
PRIORITY_LOW = "Low"
PRIORITY_MEDIUM = "Medium"
PRIORITY_HIGH = "High"

MISSED_ONCE = "once"
MISSED_EACH = "each"
MISSED_SKIP = "skip"
