"""The command line: each verb parses, calls and prints, and knows nothing of its own."""
