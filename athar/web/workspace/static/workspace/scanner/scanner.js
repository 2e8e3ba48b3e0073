// Attendance at the door: who came, who left, with or without a network. Every mark is kept here first and sent when that is possible.
import { watch } from "./camera.js";
import { Refused, fetchShift, send } from "./link.js";
import * as showings from "./showings.js";
import * as store from "./store.js";

const AGAIN = 20_000; // milliseconds between two attempts to send
const CODE = /^A1\.(\d{1,15})\.\d+\.[a-z2-7]+$/;

const page = document.querySelector("[data-scanner]");
const part = (name) => document.querySelector(`[data-${name}]`);
const words = Object.fromEntries([...document.querySelectorAll("#words > *")].map((word) => [word.dataset.word, word.textContent]));
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language === "ar" ? "ar-SA-u-nu-latn-ca-gregory" : "en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Riyadh" });
const days = new Intl.DateTimeFormat(language === "ar" ? "ar-SA-u-nu-latn-ca-gregory" : "en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "Asia/Riyadh" });

let shift, marked = [], stop;

const say = (text, tone = "") => { part("said").textContent = text; part("said").dataset.tone = tone; };
const named = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const plain = (text) => text.normalize("NFKD").replace(/[\u064B-\u065F\u0670\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();

// Where somebody stands by what the list said when it was fetched and by every mark made here since.
function standing(seat) {
  const here = marked.filter((mark) => mark.seat === seat.seat && mark.state !== "refused").sort((one, other) => one.at.localeCompare(other.at));
  const state = { came: seat.came, left: seat.left, last: seat.left ?? seat.came };
  for (const mark of here) {
    state.last = mark.at;
    if (mark.leaves) state.left = mark.at; else { state.came ??= mark.at; state.left = null; }
  }
  return state;
}

function row(seat) {
  const { came, left } = standing(seat);
  const item = document.getElementById("row").content.firstElementChild.cloneNode(true);
  const put = (name, text) => { item.querySelector(`[data-${name}]`).textContent = text; };
  put("name", seat.name);
  put("state", left ? named(words.left_at, { time: clock.format(new Date(left)) }) : came ? named(words.came_at, { time: clock.format(new Date(came)) }) : words.expected);
  item.dataset.state = left ? "left" : came ? "here" : "expected";
  const button = item.querySelector("button");
  button.textContent = came && !left ? words.leaves : words.comes;
  button.setAttribute("aria-label", `${button.textContent}: ${seat.name}`);
  button.classList.toggle("button--main", !came);
  button.addEventListener("click", () => mark(seat, Boolean(came && !left)));
  return item;
}

function draw() {
  const wanted = plain(part("wanted").value.trim());
  const seats = shift.seats.filter((seat) => plain(seat.name).includes(wanted));
  const focused = document.activeElement?.closest("[data-seat]")?.dataset.seat;
  part("list").replaceChildren(...seats.map((seat) => { const item = row(seat); item.dataset.seat = seat.seat; return item; }));
  part("list").querySelector(`[data-seat="${focused}"] button`)?.focus();
  part("nobody").hidden = seats.length > 0;
  const states = shift.seats.map(standing);
  part("here").textContent = states.filter(({ came, left }) => came && !left).length;
  part("expected").textContent = states.filter(({ came }) => !came).length;
  part("gone").textContent = states.filter(({ left }) => left).length;
}

async function drawState() {
  marked = await store.marks();
  const waits = marked.filter((mark) => mark.state === "waits").length;
  part("waits").textContent = waits ? named(words.waits, { many: waits }) : words.all_sent;
  part("waits").className = `chip ${waits ? "chip--watch" : "chip--good"}`;
  const refused = marked.filter((mark) => mark.state === "refused" && (!shift || mark.session === shift.session));
  part("refused").replaceChildren(...refused.map((mark) => { const item = document.createElement("li"); item.textContent = `${mark.name}: ${mark.why}`; return item; }));
  part("refusals").hidden = !refused.length;
  if (shift) draw();
}

// A mark is made in the name of whoever fetched the list, and signed with their key, whoever fetches it next.
async function mark(seat, leaves, code = "") {
  const at = new Date().toISOString();
  showings.marked(seat.seat, Date.parse(at));
  await store.keepMark({ nonce: crypto.randomUUID(), session: shift.session, owner: shift.owner?.person, seat: seat.seat, name: seat.name, leaves, at, code, state: "waits", why: "" });
  say(named(leaves ? words.went : words.came, { name: seat.name, time: clock.format(new Date(at)) }), "good");
  navigator.vibrate?.(60);
  part("undo").hidden = false;
  await drawState();
  deliver();
}

// The last mark, while it is still here alone; what was taken stays, and another mark or a statement says otherwise.
async function undo() {
  const waiting = marked.filter((mark) => mark.state === "waits").sort((one, other) => other.at.localeCompare(one.at));
  if (!waiting.length) return say(words.sent_already);
  await store.dropMark(waiting[0].nonce);
  showings.takenBack(waiting[0].seat, Date.now());
  say(named(words.taken_back, { name: waiting[0].name }));
  await drawState();
}

async function read(text) {
  const seat = shift.seats.find((one) => String(one.seat) === CODE.exec(text)?.[1]);
  const { came, left, last } = seat ? standing(seat) : {};
  const showing = showings.shown(seat?.seat ?? text, Date.now(), last);
  if (showing === "same") return;
  if (!seat) return say(CODE.test(text) ? words.of_another_shift : words.no_code, "bad");
  if (showing === "again" && last) return say(named(left ? words.left_already : words.came_already, { name: seat.name, time: clock.format(new Date(last)) }));
  await mark(seat, Boolean(came && !left), text);
}

let delivering = false;
async function deliver() {
  if (delivering || !navigator.onLine) return;
  delivering = true;
  try {
    await send(new Date());
  } catch (error) {
    // Without a network nothing is wrong: it is sent later. What the site itself refuses is told.
    if (error instanceof Refused) say(error.message, "bad");
  }
  delivering = false;
  await drawState();
}

async function choose(wanted) {
  shift = wanted;
  part("shift").hidden = false;
  part("none").hidden = true;
  part("title").textContent = shift.name;
  part("owner").textContent = shift.owner ? named(words.marks_of, { name: shift.owner.name }) : "";
  part("when").textContent = `${days.format(new Date(shift.starts_at))}${words.comma}${clock.format(new Date(shift.starts_at))}–${clock.format(new Date(shift.ends_at))}`;
  await drawState();
}

// A list that is kept is opened at once, and fetched anew where that can be: somebody else may be signed in by now.
async function openKept(one) {
  await choose(one);
  const found = await fetched(one.session, one.opportunity);
  if (found) await listShifts();
  if (found && shift.session === found.session) await choose(found);
}

async function fetched(session, opportunity) {
  try {
    return await fetchShift(named(page.dataset.lists, { shift: session, opportunity }));
  } catch (error) {
    if (error instanceof Refused) say(error.message, "bad");
  }
}

async function listShifts() {
  const kept = (await store.shifts()).sort((one, other) => one.starts_at.localeCompare(other.starts_at));
  part("shifts").replaceChildren(...kept.map((one) => {
    const button = document.createElement("button");
    button.className = "button";
    button.textContent = `${one.name}${words.comma}${days.format(new Date(one.starts_at))}`;
    button.addEventListener("click", () => openKept(one));
    return button;
  }));
  return kept;
}

async function scan() {
  if (stop) { stop(); stop = undefined; part("camera").hidden = true; part("scan").textContent = words.scan; return; }
  part("camera").hidden = false;
  try {
    stop = await watch(part("camera"), read);
    part("scan").textContent = words.stop;
  } catch {
    part("camera").hidden = true;
    say(words.no_camera, "bad");
  }
}

// What this page is made of stays on the phones that use it, and on no others; each time it is opened with a network it is fetched anew.
async function stay() {
  if (!("caches" in window)) return;
  const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((part) => part.href ?? part.src);
  const own = ["store.js", "link.js", "showings.js", "camera.js", "jsQR.js"].map((name) => new URL(name, import.meta.url).href);
  const cache = await caches.open("athar-scanner");
  await cache.addAll([location.pathname, ...parts, ...own].map((address) => new Request(address, { credentials: "omit", cache: "reload" })));
}

async function begin() {
  part("wanted").addEventListener("input", draw);
  part("undo").addEventListener("click", undo);
  part("scan").addEventListener("click", scan);
  addEventListener("online", deliver);
  setInterval(deliver, AGAIN);
  stay().catch(() => { /* without a network it is kept already, or cannot be */ });
  await store.forgetOld(Date.now());
  const query = new URLSearchParams(location.search);
  const asked = query.get("shift"), opportunity = query.get("opportunity");
  const isNamed = /^\d+$/.test(asked) && /^\d+$/.test(opportunity);
  const wanted = isNamed ? await fetched(asked, opportunity) : undefined;
  const kept = await listShifts();
  const found = kept.find((one) => String(one.session) === asked);
  if (wanted ?? found) await choose(wanted ?? found); else if (kept.length === 1) await openKept(kept[0]); else await drawState();
  deliver();
}

begin();
