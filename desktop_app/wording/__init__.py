"""The program's sentences, made from codes and values; the window and the command line share them.

Every function takes `say`, which turns an English template into the user's language before the
values are put in. Without it the templates stay English.
"""
