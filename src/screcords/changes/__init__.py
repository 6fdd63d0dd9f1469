"""Changes to records: pure functions that make a set of changes, and the one way in which it reaches the disk."""
