"""The rules: one file each, in a folder a family; a rule is found by being there."""
