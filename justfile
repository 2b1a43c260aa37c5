# What can be done here; `just` lists it. Every recipe is a line that works without just.

# The list of recipes.
default:
    @just --list

# The sample site on a day of its period, at http://127.0.0.1:8000/.
serve day="2026-09-21":
    cargo run -- --today {{day}} serve

# Format, lints and the quick tests.
fast:
    scripts/test --fast

# Everything that must pass, as the automatic checks run it.
test:
    scripts/test

# The manual, in docs/public/.
manual:
    cargo run -- --root docs build

# The JSON Schemas of records, after a change of their keys.
schemas:
    cargo run -- init --schemas

# Times of builds of 1,000 and 10,000 people.
bench:
    scripts/bench

# Licences, build scripts and known faults of what the program is built from.
supply-chain:
    scripts/supply-chain

# The pictures of the READMEs.
pictures:
    scripts/pictures
