# Find a Chromium for the browser tests, or install one: the system's, else Playwright's own.
set -eu
for candidate in chromium chromium-browser google-chrome; do
    if command -v "$candidate" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "  Installing Chromium for the browser tests" >&2
    apt-get update -qq >/dev/null 2>&1 || true
    if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null 2>&1 && command -v chromium >/dev/null 2>&1; then exit 0; fi
fi
if python -m playwright install chromium >/dev/null 2>&1; then exit 0; fi
echo "The browser tests need Chromium. Install it with: sudo apt-get install -y chromium" >&2
exit 1
