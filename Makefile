# make run   sets up and opens the desk on the demo data
# make test  sets up and passes the tests: the quick ones, then the slow ones
# make quick the quick tests alone; make slow the others, PART=2/3 the second third of them
# make check format, lint, types, layers
# make snapshots draws ten pages anew, where they are meant to look otherwise
# make faults tries joined histories, killed restores and damaged files; SEEDS=100 for longer, FROM=17 SEEDS=1 for one

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

.PHONY: run test quick slow check format bench faults mutants snapshots docs clean

run: $(STAMP)
	@$(BIN)/spoc demo

test: quick slow

quick: $(STAMP)
	$(BIN)/python -m pytest -n 2 -m "not slow"

slow: $(STAMP)
	$(BIN)/python -m pytest -n 2 -m slow $(if $(PART),--part $(PART))

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	$(BIN)/python -m benchmarks.first_paint

faults: $(STAMP)
	$(BIN)/python tests/faults.py
	$(BIN)/python tests/faults_restore.py
	$(BIN)/python tests/faults_windows.py
	$(BIN)/python tests/faults_damage.py
	$(BIN)/python tests/faults_shapes.py
	$(BIN)/python tests/faults_disk.py

mutants: $(STAMP)
	$(BIN)/python tests/mutants.py

snapshots: $(STAMP)
	$(BIN)/python -m pytest tests/program/test_snapshots.py --draw

docs: $(STAMP)
	$(BIN)/python -c "from screens.commands import keys_document as d; print(d(), end='')" > docs/keys.md
	$(BIN)/python -c "from spoc_tui.casework.week.explained import figures_document as d; print(d(), end='')" > docs/figures.md

$(STAMP): pyproject.toml
	@python=$$(sh scripts/find-python) || exit 1; \
	echo "Setting up with $$python (once; needs the network) ..."; \
	$$python -m venv $(VENV) && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' && \
	touch $(STAMP)

clean:
	rm -rf $(VENV) build dist *.egg-info
