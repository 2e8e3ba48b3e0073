// Build {{ version }}. Keeps the files of one public page and nothing else: no answer is ever added while somebody reads.
// The page for attendance at the door keeps itself, on the phones that use it; here it is only answered with.
const CACHE = "athar-{{ version }}";
const KEPT = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const DOOR = "athar-scanner", DOOR_FILES = "/static/workspace/scanner/";
const OFFLINE = { ar: "{{ pages.0|escapejs }}", en: "{{ pages.1|escapejs }}" };

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(CACHE);
    // Fetched as nobody, past the browser's own store: what is kept is what a stranger would see now.
    await cache.addAll(KEPT.map((address) => new Request(address, { credentials: "omit", cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => ![CACHE, DOOR].includes(name)).map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, address));
  else if (KEPT.includes(address.pathname) || address.pathname.startsWith(DOOR_FILES)) event.respondWith(file(request, address));
});

async function page(request, address) {
  try {
    return await fetch(request);
  } catch {
    const language = /^\/en(\/|$)/.test(address.pathname) ? "en" : "ar";
    return (await caches.match(address.pathname)) || (await caches.match(OFFLINE[language])) || Response.error();
  }
}

async function file(request, address) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match(address.pathname)) || Response.error();
  }
}
