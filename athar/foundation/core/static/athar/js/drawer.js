// A seal opens its receipt beside the page. Without this file the seal is a link to the receipt's own page,
// and the drawer shows that very page's receipt, so the two cannot drift.
const plainClick = (event) => event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

const drawer = document.createElement("dialog");
drawer.className = "drawer";

async function receiptAt(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "drawer" }, credentials: "same-origin" });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-receipt]");
}

async function open(seal) {
  const receipt = await receiptAt(seal.href).catch(() => null);
  if (!receipt) { location.assign(seal.href); return; }
  drawer.replaceChildren(document.adoptNode(receipt));
  drawer.setAttribute("aria-label", receipt.getAttribute("aria-label") || seal.getAttribute("aria-label") || "");
  if (!drawer.isConnected) document.body.append(drawer);
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
}

addEventListener("click", (event) => {
  const seal = event.target.closest?.("a.seal[href]");
  if (seal && plainClick(event)) {
    event.preventDefault();
    open(seal);
    return;
  }
  const closing = event.target === drawer || event.target.closest?.(".drawer [data-close]");
  if (closing && drawer.open) {
    event.preventDefault();
    drawer.close();
  }
});
