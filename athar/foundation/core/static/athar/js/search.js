// Results as you type, and arrows that walk through them. Without this file the form sends itself as any form does;
// what is suggested is that very page's list, so the two cannot drift.
const PAUSE = 200; // milliseconds without a key before the server is asked

const form = document.querySelector("form[data-search]");
if (form) {
  const field = form.querySelector("input");
  const found = document.querySelector("[data-found]");
  const many = document.querySelector("[data-many]");
  let waiting, asking;

  const show = async () => {
    asking?.abort();
    asking = new AbortController();
    const address = `${form.getAttribute("action")}?${new URLSearchParams({ q: field.value })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Whoever went on into the list before the answer came stays where they were, or at its beginning.
      const held = found.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      found.replaceChildren(...[...page.querySelector("[data-found]").childNodes].map((node) => document.adoptNode(node)));
      if (held !== null) {
        const links = [...found.querySelectorAll("li a")];
        (links.find((link) => link.getAttribute("href") === held) ?? links[0] ?? field).focus();
      }
      many.textContent = page.querySelector("[data-many]").textContent;
      history.replaceState(null, "", address);
    } catch { /* the next key asks again, and the button sends the form */ }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });

  addEventListener("keydown", (event) => {
    const links = [...found.querySelectorAll("li a")];
    const stops = [field, ...links];
    const here = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (here < 0 || event.isComposing) return;
    if (step && stops[here + step]) {
      event.preventDefault();
      stops[here + step].focus();
    } else if (event.key === "Escape" && here > 0) field.focus();
  });
}
