# Daily commands, run with the environment that script/server or script/test has made.
PYTHON := .venv/bin/python
BIN := .venv/bin
APPS := reports competitions research groups reviews association office
# A production server's environment, to be checked as such; nothing connects anywhere.
PRODUCTION_ENV := PRODUCTION=1 DEBUG=0 DEMO=0 ALLOWED_HOSTS=portal.example CSRF_TRUSTED_ORIGINS=https://portal.example \
	DATABASE_URL=postgresql://portal@127.0.0.1/portal REDIS_URL=redis://127.0.0.1/0 \
	SECRET_KEY=only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGH

.PHONY: help server test check format verify messages migrations

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' Makefile

server: ## set up what is missing and run the portal
	sh script/server

test: ## the whole suite on both databases
	sh script/test

check: ## format, lint, types, import contracts, migrations, settings, house rules, catalogue
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION_ENV) $(PYTHON) manage.py check --deploy --fail-level WARNING
	msgfmt --check --output-file=/dev/null locale/zh_Hans/LC_MESSAGES/django.po
	$(PYTHON) -m pytest -q -m pure tests/house

format: ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

verify: ## the long tests: full sizes, conversions (fetches LibreOffice where it is missing); and the benches
	command -v soffice >/dev/null || apt-get install -y --no-install-recommends libreoffice-writer
	command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || apt-get install -y --no-install-recommends nginx-light
	HYPOTHESIS_PROFILE=verify $(PYTHON) -m pytest -p tests.services -n 2 --dist worksteal -m verify
	TEST_DATABASE=postgresql $(PYTHON) -m pytest -p tests.services -n 2 -m once
	for bench in bench/bench_*.py; do [ -e "$$bench" ] || continue; $(PYTHON) $$bench || exit 1; done

messages: ## collect new msgids into the catalogue
	$(PYTHON) manage.py makemessages --locale zh_Hans --ignore .venv --ignore var --no-obsolete --add-location file

migrations: ## write the migrations that the models ask for
	$(PYTHON) manage.py makemigrations
