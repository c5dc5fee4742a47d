"""Grouped sums: from rows with keys of groups to the sums of every level."""
