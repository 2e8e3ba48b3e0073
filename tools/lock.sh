# Renew the lock files: every package with its hashes, for every platform we support.
packages=dev
. "$(dirname "$0")/bootstrap.sh"
compile() { uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --no-emit-index-url --no-emit-find-links "$@"; }
compile pyproject.toml -o requirements/run.lock
compile pyproject.toml --group dev -o requirements/dev.lock
printf 'uv\n' | compile - -o requirements/uv.lock
