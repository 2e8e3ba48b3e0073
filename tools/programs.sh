# What the tests need beside Python: a Chromium to drive, and pdftotext, a second reader of our PDF.
set -eu

has_chromium() {
    for candidate in chromium-headless-shell chromium chromium-browser google-chrome; do
        if command -v "$candidate" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

missing=""
# The one without windows starts and draws sooner; where it cannot be had, any will do.
command -v chromium-headless-shell >/dev/null 2>&1 || missing="chromium-headless-shell"
command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "  Installing $missing for the tests" >&2
    apt-get update -qq >/dev/null 2>&1 || true
    for package in $missing; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 || true
    done
    has_chromium || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1 || true
fi

# Without pdftotext one test is skipped and says so; without a browser nobody has walked through the pages.
if has_chromium || python -m playwright install chromium >/dev/null 2>&1; then exit 0; fi
echo "The browser tests need Chromium. Install it with: sudo apt-get install -y chromium" >&2
exit 1
