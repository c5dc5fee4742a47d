"""The made-up district that `zscore demo` writes: its children, and what goes wrong in exports."""
