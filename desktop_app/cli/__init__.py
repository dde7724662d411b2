"""The command line: verbs, their output and their exit codes, without a window."""
