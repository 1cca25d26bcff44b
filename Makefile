# `make demo` sets everything up and shows it; `make test` proves it. Python 3.11 or newer and make are all that it takes.
# The first run of either prepares the environment (bootstrap.py); later ones start at once.

# The first that runs: a name may be on the path and lead nowhere.
PYTHON  ?= $(shell for python in python3.11 python3.12 python3.13 python3.14 python3; do \
           $$python -c '' 2>/dev/null && echo $$python && break; done)
WORKERS ?= 2
BIN     := .venv/bin
# Each worker begins with half of the files, so that it makes a shared fixture once, and takes from the other when done.
SPREAD  := -n $(WORKERS) --dist worksteal
LOCK    := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
           --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help demo test check coverage fix test-pg test-spark e2e bench bench-methods bench-public bench-country mutate calibrate assets lock clean main dev

help:  ## what can be asked for
	@sed -nE 's/^([a-z0-9-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

main:
	@$(PYTHON) bootstrap.py main

dev:
	@$(PYTHON) bootstrap.py dev

demo: main  ## set everything up, build the demonstration and serve it (ARGS="--help" for choices)
	@FRANKPLEDGE_DATA="$${FRANKPLEDGE_DATA:-demo-data}" $(BIN)/frankpledge demo $(ARGS)

test: dev  ## all tests that need neither a browser nor a PostgreSQL (ARGS="tests/lake -k zip" for some of them)
	@$(BIN)/python -m pytest -q $(SPREAD) $(ARGS)

check: dev  ## format, lint, types, imports, migrations, templates, definitions: every failure of all of them
	@$(BIN)/python tooling/check.py

coverage: dev  ## what the tests do not reach, against what they must
	@$(BIN)/python -m pytest -q $(SPREAD) --cov --cov-report=json:build/coverage.json --cov-report= $(ARGS)
	@$(BIN)/python tooling/reached.py build/coverage.json

fix: dev  ## format, and mend what can be mended without thinking
	@$(BIN)/ruff check --fix-only -q . ; $(BIN)/ruff format -q .

calibrate: dev  ## how often each method is wrong, and finds what is there; keeps docs/calibration.md
	@$(BIN)/python tooling/calibrate.py

# Whatever may touch a database. Numbers, law, charts and lake never do: the import contracts of `make check` see to that.
# Of the guards those that read and write what each app keeps; who may take which route is never asked of the database.
ROWED := $(addprefix tests/,api cli config demo domain ground web \
         $(addprefix guards/test_,pages.py programs.py record.py search.py versions.py))

test-pg: dev  ## the tests that may touch a database, on a PostgreSQL of their own, started and thrown away
	@$(BIN)/python tooling/postgres.py $(BIN)/python -m pytest -q $(SPREAD) $(or $(ARGS),$(ROWED))

test-spark: dev  ## every named question on DuckDB and on Spark, answers compared (fetches PySpark; needs Java 17)
	@$(BIN)/python tooling/spark.py $(BIN)/python -m pytest -q -m spark $(or $(ARGS),tests/lake/test_spark.py tests/cli/test_engines.py)

e2e: dev  ## journeys in a real browser
	@$(BIN)/python -m pytest -q -m browser $(or $(ARGS),tests/browser)

METHODS := hot_spots_against_esda near_repeats_against_pointpats density_against_scikit_learn charts_against_pandas \
           breaks_against_ruptures forecasts_against_statsmodels protecting_a_county office_pages

bench: dev  ## how fast: files against bare DuckDB (ARGS="--rows 1000000"), and each method against its peer
	@$(BIN)/python tests/benchmarks/ingest_against_duckdb.py $(ARGS)
	@OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/board_report.py
	@$(MAKE) --no-print-directory bench-methods

bench-methods: dev  ## each method against its peer in the same run
	@missed=0; for method in $(METHODS); do OMP_NUM_THREADS=1 $(BIN)/python -W ignore tests/benchmarks/$$method.py || missed=1; \
	done; exit $$missed

bench-public: dev  ## the public's side: ten thousand machines at a form, and 200 visitors beside 50 staff (about half an hour)
	@$(BIN)/python tests/benchmarks/public_bots.py
	@$(BIN)/python tests/benchmarks/public_load.py $(ARGS)

bench-country: dev  ## what questions cost over eighteen million rows (ARGS="--rows 1000000"; about ten minutes, 7 GB)
	@OMP_NUM_THREADS=1 $(BIN)/python tests/benchmarks/country.py $(ARGS)

mutate: dev  ## small faults in suppression, casework and ledger: nine in ten must be noticed (ARGS="--each 3 --only sealed")
	@$(BIN)/python tooling/mutate.py $(ARGS)

assets:  ## styles, scripts and letters
	@$(PYTHON) bootstrap.py assets

lock:  ## pin what pyproject.toml asks for (needs uv)
	@$(LOCK) pyproject.toml --group build -o requirements/main.txt
	@$(LOCK) pyproject.toml --group build --group dev -o requirements/dev.txt
	@$(LOCK) --group node -o requirements/node.txt
	@$(PYTHON) -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['optional-dependencies']['spark'])" \
		| $(LOCK) - -c requirements/main.txt -o requirements/spark.txt

clean:  ## remove what was built, not the data
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build assets/node_modules src/frankpledge/ground/ui/static/built
