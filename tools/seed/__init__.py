"""The one-time importer: makes `records/` from the seed facts, and accounts for every line of them."""
