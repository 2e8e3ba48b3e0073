// Counting by big keys. The number field stays the count: what is typed there is counted on from, in any digits.
const form = document.querySelector("[data-tally]");
const field = form.querySelector("[name=headcount]");
const told = form.querySelector("[data-told]");
const undo = form.querySelector("[data-undoes]");
const added = [];
const inLatin = (text) => text.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x0660).replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x06f0);
const counted = () => Number.parseInt(inLatin(field.value).replace(/[^0-9]/g, ""), 10) || 0;

function change(by) {
  field.value = String(Math.max(0, counted() + by));
  told.textContent = field.value;
  undo.disabled = added.length === 0;
}

for (const key of form.querySelectorAll("[data-adds]")) {
  key.addEventListener("click", () => { added.push(Number(key.dataset.adds)); change(added.at(-1)); });
}
undo.addEventListener("click", () => change(-(added.pop() ?? 0)));
field.addEventListener("input", () => { added.length = 0; undo.disabled = true; });
