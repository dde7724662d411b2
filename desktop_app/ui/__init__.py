"""The window: with main.py the only package that imports PySide6."""
