"""Verification of data: rows and units to check again."""
