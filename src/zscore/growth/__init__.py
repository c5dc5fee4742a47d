"""Visits of the same children over time: linking, weight gain, and change of status."""
