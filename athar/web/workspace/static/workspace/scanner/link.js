// Between this phone and the site: its key is made and registered once, lists are fetched, marks are signed and sent.
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
  if (!(await store.device())) await register(found);
  return found.shift;
}

async function register({ devices, csrf, name }) {
  // The private key cannot be taken from this browser, not even by this page.
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  const key = encoded(await crypto.subtle.exportKey("spki", pair.publicKey));
  const made = await answered(await fetch(devices, {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
    body: JSON.stringify({ key, name }),
  }));
  await store.keepDevice({ number: made.device, sendings: made.sendings, pair });
}

// Sends what waits, in the order in which it was marked; sending something again changes nothing.
export async function send(now) {
  const waiting = (await store.marks()).filter((mark) => mark.state === "waits").sort((one, other) => one.at.localeCompare(other.at));
  const device = await store.device();
  if (!waiting.length || !device) return 0;
  const sent = waiting.slice(0, MOST);
  const body = new TextEncoder().encode(JSON.stringify({
    device: device.number, sent_at: now.toISOString(),
    marks: sent.map(({ nonce, seat, code, leaves, at }) => ({ nonce, seat, code, leaves, at })),
  }));
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, device.pair.privateKey, body);
  const said = await answered(await fetch(device.sendings, {
    method: "POST", credentials: "omit", headers: { "Content-Type": "application/json", "X-Athar-Signature": encoded(signature) }, body,
  }));
  for (const mark of sent) await store.keepMark({ ...mark, state: said.refused[mark.nonce] ? "refused" : "taken", why: said.refused[mark.nonce] ?? "" });
  return waiting.length - sent.length;
}
