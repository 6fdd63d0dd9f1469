"""Dates, status and history."""
