"""The machine around the program: folders, settings, credentials and the log; no Qt."""
