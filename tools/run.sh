# Everything from an empty folder to an open site.
. "$(dirname "$0")/bootstrap.sh"
export ATHAR_DEMO="${ATHAR_DEMO:-yes}"
if [ "$ATHAR_DEMO" = yes ]; then athar setup --demo; else athar setup; fi
exec athar serve
