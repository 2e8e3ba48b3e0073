# Everything that must hold: installs what the tests need, checks the code, runs the tests.
packages=dev
. "$(dirname "$0")/bootstrap.sh"
began=$(date +%s)
sh tools/programs.sh

# A server of our own for the tests, in its own folder, unless DATABASE_URL names one.
export ATHAR_DATA_DIR="${ATHAR_TEST_DATA_DIR:-build/test-data}" ATHAR_FAST_DATABASE=yes ATHAR_DEMO=yes
athar database start >/dev/null
trap 'athar database stop' EXIT

sh tools/check.sh
say "  Checks               $(( $(date +%s) - began )) s"
python -m pytest -n 2 --dist load --maxschedchunk 1 "$@"
