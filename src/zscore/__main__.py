"""``python -m zscore`` is the command ``zscore``."""

from zscore.cli.main import main

main()
