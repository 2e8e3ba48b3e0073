// Between this phone and the site: a key is made and registered for each owner, lists are fetched, marks are signed and sent.
import * as store from "./store.js";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const MOST = 500; // marks of one sending
const encoded = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

export class Refused extends Error {}

async function answered(answer) {
  if (answer.ok) return answer.json();
  const told = await answer.json().catch(() => ({}));
  throw new Refused(told.message ?? String(answer.status));
}

// Marks of a shift are taken from whoever is in charge of it, so its list is fetched by them, signed in, once.
export async function fetchShift(address) {
  const found = await answered(await fetch(address, { credentials: "same-origin", headers: { Accept: "application/json" } }));
  await store.keepShift(found.shift);
  if (!(await isKnown(found))) await register(found);
  return found.shift;
}

// Whether this phone has a key of whoever fetched the list that the site still knows as theirs.
async function isKnown({ shift, keys }) {
  const device = await store.device(shift.owner.person);
  return Boolean(device) && keys.includes(await publicKey(device.pair));
}

const publicKey = async (pair) => encoded(await crypto.subtle.exportKey("spki", pair.publicKey));

async function register({ shift, devices, csrf, name }) {
  // The private key cannot be taken from this browser, not even by this page.
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const made = await answered(await fetch(devices, {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ key: await publicKey(pair), name }),
  }));
  await store.keepDevice(shift.owner.person, { number: made.device, sendings: made.sendings, pair });
}

// Sends what waits, each mark by the key of whoever made it. What the site refuses of one keeps nothing of another back.
export async function send(now) {
  const waiting = (await store.marks()).filter((mark) => mark.state === "waits").sort((one, other) => one.at.localeCompare(other.at));
  let refused;
  for (const owner of new Set(waiting.map((mark) => mark.owner))) {
    try {
      await sendOf(owner, waiting.filter((mark) => mark.owner === owner), now);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused = error;
    }
  }
  if (refused) throw refused;
}

// In the order in which it was marked; sending something again changes nothing.
async function sendOf(owner, waiting, now) {
  const device = await store.device(owner);
  if (!device) return;
  for (let first = 0; first < waiting.length; first += MOST) await sendBy(device, waiting.slice(first, first + MOST), now);
}

async function sendBy(device, sent, now) {
  const body = new TextEncoder().encode(JSON.stringify({
    device: device.number, sent_at: now.toISOString(),
    marks: sent.map(({ nonce, seat, code, leaves, at }) => ({ nonce, seat, code, leaves, at })),
  }));
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, device.pair.privateKey, body);
  const said = await answered(await fetch(device.sendings, {
    method: "POST", credentials: "omit", headers: { "Content-Type": "application/json", "X-Athar-Signature": encoded(signature) }, body,
  }));
  for (const mark of sent) await store.keepMark({ ...mark, state: said.refused[mark.nonce] ? "refused" : "taken", why: said.refused[mark.nonce] ?? "" });
}
