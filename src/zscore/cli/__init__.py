"""The command line interface ``zscore``, from arguments to exit code, without arithmetic."""
