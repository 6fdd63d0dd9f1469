"""Facts about the world: thin faces over small packaged tables, each read when it is first asked for."""
