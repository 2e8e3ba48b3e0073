// Keys for those who like them: ? lists them, / searches, g and a letter goes somewhere, j and k walk through a list.
// Not loaded for whoever switched them off in their preferences. A key is known by its letter or, on a layout that
// bears no Latin letters, by where it lies. Nothing happens while somebody writes, or together with Ctrl, Alt or Meta.
const PATIENCE = 1500; // milliseconds between g and its letter
const places = new Map();
const said = (document.body.dataset.go || "").split(" ");
for (let at = 0; at + 1 < said.length; at += 2) places.set(said[at], said[at + 1]);

const latin = (event) => /^[\x21-\x7e]$/.test(event.key);
const letterOf = (event) => latin(event) ? event.key.toUpperCase() : /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : "";
const asksSearch = (event) => event.key === "/" || (!latin(event) && event.code === "Slash" && !event.shiftKey);
const asksList = (event) => event.key === "?" || event.key === "؟" || (!latin(event) && event.code === "Slash" && event.shiftKey);
const writing = (event) => event.target.closest?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], [role=textbox]");

// What just happened, for whoever hears the page.
const voice = document.createElement("p");
voice.className = "hidden-visually";
voice.setAttribute("role", "status");
document.body.append(voice);

const list = document.createElement("dialog");
list.className = "keys";
async function openList() {
  const address = document.body.dataset.shortcuts;
  if (location.pathname === address) return;
  if (!list.firstChild) {
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const keys = page?.querySelector("[data-keys]");
    if (!keys) { location.assign(address); return; }
    list.append(document.adoptNode(keys));
    list.setAttribute("aria-labelledby", "keys-heading");
    document.body.append(list);
  }
  if (!list.open) list.showModal();
}
addEventListener("click", (event) => {
  if (event.target === list || event.target.closest?.(".keys [data-close]")) { event.preventDefault(); list.close(); }
});

function search() {
  const field = document.querySelector("main input[type=search]");
  if (!field) { location.assign(document.body.dataset.search); return; }
  field.focus();
  field.select();
}

function walk(step) {
  const items = [...document.querySelectorAll("main [data-item], main .found__list a, main .queue__what a, main tbody th a, main .cards > * a")].filter((item) => item.getClientRects().length);
  if (!items.length) return false;
  const here = items.indexOf(document.activeElement);
  const next = here < 0 ? (step > 0 ? 0 : items.length - 1) : here + step;
  items[Math.min(Math.max(next, 0), items.length - 1)].focus();
  return true;
}

let going = 0;
addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || writing(event)) return;
  if (document.querySelector("dialog[open]")) return;
  const letter = letterOf(event);
  if (Date.now() - going < PATIENCE && places.has(letter)) {
    event.preventDefault();
    location.assign(places.get(letter));
    return;
  }
  going = 0;
  let done = true;
  if (asksList(event)) openList();
  else if (asksSearch(event)) search();
  else if (letter === "G") { going = Date.now(); voice.textContent = ""; voice.textContent = document.body.dataset.going; }
  else if (letter === "J") done = walk(1);
  else if (letter === "K") done = walk(-1);
  else done = false;
  if (done) event.preventDefault();
});
