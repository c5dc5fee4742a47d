"""Prevalence: from scored children to numbers with their uncertainty."""
