"""The graph: references between records, and what only several records together show."""
