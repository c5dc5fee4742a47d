"""Run the command ``zscore`` by ``python -m zscore``."""

from zscore.cli.main import main

main()
