# The usual errands; `just` lists them.

default:
    @just --list

# Everything that CI runs
check:
    bash .ci/run

# Tests only
test *args:
    .venv/bin/python -m pytest -q -n 2 {{args}}

# Write the generated pages of docs/ anew
docs:
    .venv/bin/python -m tools.docs

# Check the records and write the directory
build:
    .venv/bin/screcords build --to build/directory

# Compare the linter with its peers
bench:
    .venv/bin/python benchmarks/lint.py
