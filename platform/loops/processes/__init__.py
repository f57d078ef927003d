"""How Loops runs: the supervisor and its children."""
