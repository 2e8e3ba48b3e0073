"""
How heavy a page is and how soon it stands, on a slow phone: four times slower than this machine, on a slow network.

Bytes and requests are the same on any machine. Times are not, and noise only ever adds to them: of some loads the best
counts. The first byte is left out, because a machine that runs tests answers as it can; see ``SERVER``.
"""

from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Page

LATENCY = 150  # milliseconds each way there and back, as on a slow 4G
SLOW_PHONE = {
    "offline": False,
    "latency": LATENCY,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOWER = 4
SERVER = 150  # milliseconds: within which a page is answered at demonstration size
KINDS = {"Document": "html", "XHR": "html", "Fetch": "html", "Stylesheet": "css", "Script": "js", "Font": "fonts"}  # fmt: skip

# Kept by the page while it loads: when its largest part was painted, how far parts moved, how long nothing answered.
WATCH = """
window.seen = { paint: 0, moved: 0, blocked: 0 };
const watch = (type, look) => new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => { seen.paint = entry.startTime; });
watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.moved += entry.value; });
watch("longtask", (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
"""
FIRST_BYTE = "performance.getEntriesByType('navigation')[0].responseStart"


@dataclass
class Load:
    """
    One load by somebody whose browser keeps nothing yet.

    :param weight: bytes over the network by kind, as compressed.
    :param paint: milliseconds until the largest part stood, from the first byte, with latency and ``SERVER`` added.
    :param moved: cumulative layout shift, a share of the screen.
    :param blocked: total blocking time, milliseconds.
    """

    weight: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    paint: float = 0
    moved: float = 0
    blocked: float = 0


class Scales:
    """A page that is put on the scales, as many times as wanted."""

    def __init__(self, page: Page) -> None:
        self.page, self.load = page, Load()
        self.kinds: dict[str, str] = {}
        self.network = page.context.new_cdp_session(page)
        self.network.on(
            "Network.responseReceived",
            lambda got: self.kinds.update({got["requestId"]: KINDS.get(got["type"], "other")}),
        )
        self.network.on("Network.loadingFinished", self._weigh)
        self.network.send("Network.enable")
        self.network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.network.send("Network.emulateNetworkConditions", SLOW_PHONE)
        self.network.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(WATCH)

    def weigh(self, path: str) -> Load:
        self.load = Load()
        self.page.goto(path, wait_until="networkidle")
        seen = self.page.evaluate("seen")
        self.load.paint = seen["paint"] - self.page.evaluate(FIRST_BYTE) + LATENCY + SERVER
        self.load.moved, self.load.blocked = seen["moved"], seen["blocked"]
        return self.load

    def _weigh(self, done: dict[str, float]) -> None:
        self.load.requests += 1
        self.load.weight[self.kinds.get(str(done["requestId"]), "other")] += int(done["encodedDataLength"])
