"""The dialogs that ask or tell one thing."""
