# Sourced by the other scripts: leaves a virtual environment in .venv with the locked packages.
# Usage: packages=dev; . tools/bootstrap.sh   (without it: packages=run)
set -eu
cd "$(dirname "$0")/.."
kind="${packages:-run}"

# Compiled modules are kept, whatever the machine says: without them every start compiles a thousand modules anew.
export PYTHONDONTWRITEBYTECODE=

say() { printf '%s\n' "$*" >&2; }

find_python() {
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    say "Athar needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3 python3-venv"
    exit 1
}

need_venv() {
    # Debian's python3 comes without ensurepip; venv then makes an environment without pip, or none.
    "$1" -c 'import venv, ensurepip' 2>/dev/null && return
    version=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "  Installing $version, which this machine's Python lacks"
        apt-get update -qq >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$version" >/dev/null 2>&1 ||
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    else
        say "This machine's Python has no venv. Run this once, then again what you just ran:"
        say "  sudo apt-get install -y $version"
        exit 1
    fi
}

lock="requirements/$kind.lock"
wanted=$(cat "$lock" pyproject.toml | cksum)
stamp=".venv/.athar-$kind"
if [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ]; then
    started=$(date +%s)
    if [ ! -x .venv/bin/python ]; then
        python=$(find_python)
        need_venv "$python"
        say "  Making the virtual environment with $python"
        "$python" -m venv .venv
    fi
    say "  Installing the locked packages ($lock)"
    if [ ! -x .venv/bin/uv ]; then
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.lock
    fi
    .venv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r "$lock"
    # The package itself: a path file, so that the checkout is what runs.
    site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    pwd > "$site/athar.pth"
    cat > .venv/bin/athar <<END
#!$(pwd)/.venv/bin/python
from athar.cli import main

main()
END
    chmod +x .venv/bin/athar
    printf '%s' "$wanted" > "$stamp"
    say "  Packages             $(( $(date +%s) - started )) s"
fi
export PATH="$(pwd)/.venv/bin:$PATH"
