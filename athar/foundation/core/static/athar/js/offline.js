// Asks the browser to let the site answer when the network does not. Where it cannot, nothing is missing.
if ("serviceWorker" in navigator) navigator.serviceWorker.register("/worker.js", { scope: "/" }).catch(() => {});
