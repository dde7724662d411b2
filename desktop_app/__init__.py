"""Tickbox, the program on the user's machine."""

__version__ = "0.1.0"
