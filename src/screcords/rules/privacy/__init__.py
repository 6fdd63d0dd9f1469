"""Privacy: offices and roles, no private persons."""
