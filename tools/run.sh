# Everything from an empty folder to an open site.
. "$(dirname "$0")/bootstrap.sh" run
export ATHAR_DEMO="${ATHAR_DEMO:-yes}"
athar setup --demo
exec athar serve
