"""Many records: reading all of them, keeping what is broken, and resolving what refers to what."""
