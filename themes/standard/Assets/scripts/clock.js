// The server's time, as well as this browser knows it. Of answers from two devices the later one stands, so entries carry this time and not that of a clock somebody set wrong.

const key = 'learning.clock';
const tolerance = 2000;
const longestAhead = 660000;
let offset = 0;
let drift = null;
let heard = null;
let latest = 0;
let unsure = 0;

const longestAnswer = 60000;

/** Ends a request that nobody answers, which a browser may wait for as long as the page is open, and all that is sent after it too. An old browser goes on waiting. */
export const patience = () => AbortSignal.timeout?.(longestAnswer);

const driftNow = () => Date.now() - performance.now();

/** Whether the server's time is known; not any more when this device's clock was set meanwhile, or it slept. */
export function isSure() {
  return drift !== null && Math.abs(driftNow() - drift) < tolerance;
}

/** Takes note of a time of the server's (milliseconds) that fell somewhere within the last `took` milliseconds. */
function hear(time, took) {
  if (!Number.isFinite(time)) {
    return;
  }

  // Small differences are left alone: they would only make the time jump to and fro.
  const found = time - (Date.now() - took / 2);
  if (Math.abs(found - offset) > tolerance + took / 2) {
    offset = Math.abs(found) > tolerance ? found : 0;
  }
  drift = driftNow();
  heard = { time: time + took / 2, moment: performance.now() };
}

/** Takes note of the date of an answer that was asked for at `asked` (of performance.now). The header has whole seconds. */
export function hearAnswer(response, asked) {
  hear(Date.parse(response.headers.get('Date') ?? '') + 500, performance.now() - asked);
}

/** Now, or just after what was stamped before; unless that lies so far ahead that it was a mistake. */
function after(before, now) {
  return Math.round(before >= now && before - now < longestAhead ? before + 1 : now);
}

/** The latest time of an entry of this browser, in whichever tab. */
function stored() {
  try {
    return Math.max(latest, Number(localStorage.getItem(key)) || 0);
  } catch {
    return latest;
  }
}

function store(time) {
  latest = time;
  try {
    localStorage.setItem(key, time);
  } catch {
    // Then only this page knows.
  }
  return time;
}

/**
 * The time to put on a new entry, as the server has it and as this device has it: later than on any before, even when the clock was put back. Beside it what this page alone knows of when it was made:
 * the moment (of performance.now), and the earliest that it can have been for the server.
 */
export function stamp() {
  const device = Date.now();
  const moment = performance.now();
  const now = device + offset;
  const at = isSure() ? store(after(stored(), now)) : after(Math.max(stored(), unsure), now);
  unsure = isSure() ? 0 : at;
  return { at, device, made: { moment, earliest: heard ? heard.time + moment - heard.moment : 0 } };
}

/**
 * The time of an entry that was stamped before the server's time was known: now it is. Where the page that made it is this one, the clock may have been set once more since then without harm: what passed from moment to moment
 * says between which times of the server's it was made. (Asleep no moments pass, so it is not known to the second.)
 */
export function restamp(device, made) {
  const time = device + offset;
  const now = Date.now() + offset;
  return store(after(stored(), made ? Math.min(Math.max(time, made.earliest), now - (performance.now() - made.moment)) : time));
}

// The page itself says when it was made: between the question for it and the first of its answer.
const made = Number(document.querySelector('meta[name=record]')?.dataset.now);
const visit = performance.getEntriesByType?.('navigation')?.[0];
if (made && visit?.responseStart) {
  const since = performance.now() - visit.responseStart;
  hear(made + since, visit.responseStart - visit.requestStart);
}
