// Light or dark: what the reader chose last on this device, else in their preferences, else what the device prefers.
// Loaded before the first paint (it is not deferred), so that the page never flashes in the other theme.
{
  const root = document.documentElement;
  const preferred = matchMedia("(prefers-color-scheme: dark)");
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* storage may be forbidden: the device's wish stands */ }
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    const current = root.dataset.theme || (preferred.matches ? "dark" : "light");
    root.dataset.theme = current === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* it lasts as long as the page */ }
  });

  // Who saves preferences means them, whatever was switched on this device before.
  addEventListener("submit", (event) => {
    if (!event.target.matches?.("[data-preferences]")) return;
    try { localStorage.removeItem("theme"); } catch { /* nothing was kept */ }
  });
}
