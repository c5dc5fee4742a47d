# Shortcuts; every line is an ordinary command that can be typed without make.
PYTHON ?= .venv/bin/python

.PHONY: install fast test coverage checks bench verify-bench demo

install:
	python3 -m venv .venv
	.venv/bin/pip install -q -e ".[dev]"

fast:
	$(PYTHON) -m pytest -n 2 -m "not slow"

test:
	$(PYTHON) -m pytest -n 2

coverage:
	NUMBA_DISABLE_JIT=1 $(PYTHON) -m pytest -n 2 --cov --cov-report=term-missing:skip-covered

checks:
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(dir $(PYTHON))lint-imports
	cd / && $(abspath $(dir $(PYTHON)))/pyright --verifytypes zscore --ignoreexternal --pythonpath $(abspath $(PYTHON))

bench:
	$(PYTHON) -m pytest benchmarks -q --benchmark-json=.benchmarks.json
	$(PYTHON) benchmarks/table.py .benchmarks.json

verify-bench:
	PYTHONPATH=tests:tests/quality $(PYTHON) benchmarks/confusion.py
	$(PYTHON) benchmarks/false_marks.py

demo:
	$(dir $(PYTHON))zscore demo
