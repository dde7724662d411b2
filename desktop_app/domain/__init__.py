"""What a task is and which rules hold for it: no Qt, no SQL, no network, no clock, no sentences."""
