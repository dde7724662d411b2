"""Where tasks are kept: the only package that knows SQLite."""
