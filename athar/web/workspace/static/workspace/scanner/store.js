// What this phone keeps: its key, the lists of shifts it was given, and the marks that nobody has taken from it yet.
const NAME = "athar-scanner", VERSION = 1;
const AFTER = 24 * 3600 * 1000; // milliseconds after its end for which a shift stays on the phone

let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, VERSION);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys");
      asked.result.createObjectStore("shifts", { keyPath: "session" });
      asked.result.createObjectStore("marks", { keyPath: "nonce" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function within(store, mode, act) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const work = database.transaction(store, mode);
    const asked = act(work.objectStore(store));
    // Told only once it is written, so that a mark somebody saw is one that stays.
    work.oncomplete = () => resolve(asked?.result);
    work.onabort = work.onerror = () => reject(work.error);
  });
}

// One key for each person who took attendance with this phone. Without an owner: the key of a phone that knew only one.
export const device = (owner = "device") => within("keys", "readonly", (store) => store.get(owner));
export const keepDevice = (owner, value) => within("keys", "readwrite", (store) => store.put(value, owner));
export const shifts = () => within("shifts", "readonly", (store) => store.getAll());
export const keepShift = (shift) => within("shifts", "readwrite", (store) => store.put(shift));
export const marks = () => within("marks", "readonly", (store) => store.getAll());
export const keepMark = (mark) => within("marks", "readwrite", (store) => store.put(mark));
export const dropMark = (nonce) => within("marks", "readwrite", (store) => store.delete(nonce));

// Lists of names go a day after the shift, when nothing that was marked in it waits to be sent; what was refused goes with them.
export async function forgetOld(now) {
  const waiting = new Set((await marks()).filter((mark) => mark.state === "waits").map((mark) => mark.session));
  for (const shift of await shifts()) {
    if (Date.parse(shift.ends_at) + AFTER > now || waiting.has(shift.session)) continue;
    await within("shifts", "readwrite", (store) => store.delete(shift.session));
    for (const mark of await marks()) if (mark.session === shift.session) await dropMark(mark.nonce);
  }
}
