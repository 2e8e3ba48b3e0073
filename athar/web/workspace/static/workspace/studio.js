// The editor of a report works without this file: a reference is then copied by hand. Here a button puts it where the
// cursor was last, a field narrows the list, and leaving with unsaved words is asked about.
const sources = [...document.querySelectorAll("textarea[data-source], .source textarea")];
let last = sources[0];
let unsaved = false;
for (const source of sources) {
  source.addEventListener("focus", () => { last = source; });
  source.addEventListener("input", () => { unsaved = true; });
}
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-insert]");
  if (!button || !last) return;
  last.setRangeText(button.dataset.insert, last.selectionStart, last.selectionEnd, "end");
  last.focus();
  unsaved = true;
});
document.querySelector("[data-narrow]")?.addEventListener("input", (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of document.querySelectorAll("[data-figure]")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
});
document.addEventListener("submit", (event) => { if (!event.submitter?.formTarget) unsaved = false; });
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
