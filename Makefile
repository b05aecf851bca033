# The two commands of the README: `make refresh` and `make test`. Both set up whatever they need.
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.set-up
BIN := $(VENV)/bin
COMPILED := build/compiled/.tried

.PHONY: setup refresh test check lint bench lock clean

setup: $(STAMP) $(COMPILED)

$(STAMP): requirements.lock requirements-bootstrap.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bootstrap.txt
	$(BIN)/uv pip sync --python $(BIN)/python --quiet --require-hashes --compile-bytecode requirements.lock
	$(BIN)/uv pip install --python $(BIN)/python --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q -j 2 spiders pipelines db flows bench
	@touch $(STAMP)

# The charge reader as machine code, where there is a C compiler; without one it is read in plain Python.
$(COMPILED): $(STAMP) $(wildcard pipelines/normalize/tuition*.py) pipelines/normalize/text.py pipelines/tables.py
	@$(BIN)/python -m pipelines.compiling || true
	@mkdir -p $(@D) && touch $@

refresh: setup
	$(BIN)/himdir refresh --web sample

test: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report=

# Without the tests marked slow and without coverage: under three minutes on two cores.
check: lint
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not slow"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: setup
	$(BIN)/python -m bench all

lock: setup
	$(BIN)/uv pip compile pyproject.toml --group dev --extra postgres --generate-hashes --no-emit-index-url --no-header --no-annotate --universal --python-version 3.11 -o requirements.lock --upgrade

clean:
	rm -rf $(VENV) build .himdir .pytest_cache .mypy_cache .ruff_cache .hypothesis
