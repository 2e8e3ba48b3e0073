// How many rows are ticked, told while they are; the server counted those that came ticked.
for (const told of document.querySelectorAll("[data-selection]")) {
  const boxes = () => document.querySelectorAll(`input[name="${CSS.escape(told.dataset.selection)}"]:checked`);
  const system = told.dataset.digits === "arabic" ? "arab" : "latn";
  const written = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-${system}`);
  const count = () => { told.querySelector("b").textContent = written.format(boxes().length); };
  document.addEventListener("change", (event) => { if (event.target.name === told.dataset.selection) count(); });
  count();
}
