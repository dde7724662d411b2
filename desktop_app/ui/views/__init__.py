"""The tables, lists and panels that the window is put together from."""
