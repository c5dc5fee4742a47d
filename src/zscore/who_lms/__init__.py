"""WHO's LMS method: indicators, tables, kernels and the scoring of children."""
