"""The left panel: what can be shown, and the lists and tags that tasks are filed under."""
