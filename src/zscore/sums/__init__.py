"""Sums that add up: from rows with keys of groups to the sums of every level."""
