"""Results as sections of typed cells, and their renderers: terminal, JSON, workbook."""
