"""Scripts of maintainers that make the packaged tables of facts."""
