"""What a user can do, one verb each, told to a unit of work that is handed in."""
