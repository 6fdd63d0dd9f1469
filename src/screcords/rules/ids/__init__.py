"""Identifiers: their form, their uniqueness and what they promise."""
