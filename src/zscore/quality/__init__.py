"""Verification: which rows must be looked at again, and why."""
