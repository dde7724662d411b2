"""The history page: what was done, by day and by year."""
