// Whether a code that comes into view is shown anew, or still by somebody who was marked a moment ago.
const SAME = 5_000; // milliseconds out of view, below which it is one showing
const SETTLED = 120_000; // milliseconds for which whoever was marked is not marked the other way, however often they are seen

const known = new Map(); // by seat, or by the text where it is of no seat here: when it was seen last, and how long that counts

export const marked = (seat, now) => known.set(seat, { at: now, counts: SETTLED });
export const takenBack = (seat, now) => known.set(seat, { at: now, counts: SAME });

// "same": still in view; "again": marked a moment ago; "new": to be marked. Each sight counts anew, so that a phone which
// stays before the camera, and makes its code anew there, changes nothing. ``last``: its last mark, where there is one.
export function shown(key, now, last = null) {
  const before = known.get(key) ?? (last ? { at: Date.parse(last), counts: SETTLED } : { at: 0, counts: SAME });
  known.set(key, { ...before, at: now });
  const since = Math.abs(now - before.at);
  if (since < SAME) return "same";
  return since < before.counts ? "again" : "new";
}
