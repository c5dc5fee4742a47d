"""The command ``zscore``: arguments in, exit code out; no arithmetic."""
