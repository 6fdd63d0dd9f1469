"""Is it true? Runs the rules over a repository and places what they find."""
