"""Prevalence estimates with confidence intervals, from scored children."""
