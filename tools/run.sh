# Everything from an empty folder to an open site.
. "$(dirname "$0")/bootstrap.sh"
export ATHAR_DEMO="${ATHAR_DEMO:-yes}"
exec athar serve --prepare
