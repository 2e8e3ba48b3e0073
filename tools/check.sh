# The quick checks, each silent when it holds. Ruff (its S rules) looks for doubtful lines and wants a reason for each;
# bandit is the second pair of eyes for what is grave.
set -eu
cd "$(dirname "$0")/.."
export PATH="$(pwd)/.venv/bin:$PATH" DJANGO_SETTINGS_MODULE=athar.config.settings
step() { printf '  %-20s' "$1" >&2; shift; if out=$("$@" 2>&1); then echo "holds" >&2; else echo "FAILS" >&2; printf '%s\n' "$out" >&2; exit 1; fi; }

step "Messages" python tools/translations.py --compile
step "Styles and fonts" python manage.py build_assets --verbosity 0
step "Style" ruff check --quiet .
step "Format" ruff format --check --quiet .
step "Templates" sh -c 'git ls-files "*.html" | xargs djhtml --check --tabwidth 2'
step "Types" mypy athar
step "Import contracts" lint-imports --no-cache
step "Translations" python tools/translations.py --check
step "Security" bandit --quiet --recursive athar --exclude "*/tests/*" --severity-level high
step "Missing migrations" python manage.py makemigrations --check --dry-run
step "Deployment" python manage.py check --fail-level WARNING
