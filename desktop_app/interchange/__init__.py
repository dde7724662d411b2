"""Files of tasks, ours and other programs': one module a format, and the registry that finds it."""
