"""Item models: what the views show, read in windows of rows."""
