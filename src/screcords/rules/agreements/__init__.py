"""Agreements, approvals, and the organisations that run a programme."""
