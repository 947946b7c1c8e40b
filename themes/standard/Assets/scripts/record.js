// The journal of what a learner did. An entry stays in this browser until the server's receipt for it is here: online or not, once or sent twice.

const meta = name => document.querySelector(`meta[name=${name}]`)?.content;
const address = meta('record');
const prefixOf = learner => `learning.entry.${learner ?? ''}.`;
const prefix = prefixOf(meta('learner'));
const unstored = new Map();
const waiting = new Map();
const largest = 60000;
let token = meta('csrf');
let sending = null;
let timer = 0;
let fading = 0;
let pause = 2000;

/** A UUID of version 7, as the server makes them: time first, then chance. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) {
    bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) % 256;
  }
  bytes[6] = bytes[6] & 0x0f | 0x70;
  bytes[8] = bytes[8] & 0x3f | 0x80;
  return [...bytes].map((b, i) => ([4, 6, 8, 10].includes(i) ? '-' : '') + b.toString(16).padStart(2, '0')).join('');
}

/**
 * Keeps an entry and sends it. Resolves to its receipt, or to null when it could not be sent now; it will be, from this page or a later one.
 * An entry given with `quiet` says nothing when it has arrived.
 */
export function record(verb, fields, { quiet = false } = {}) {
  const { course, activity } = document.querySelector('[data-course]').dataset;
  const entry = { id: newId(), verb, course, activity, at: new Date().toISOString(), ...fields };
  keep(entry);
  return new Promise(answer => {
    waiting.set(entry.id, { answer, quiet });
    send();
  });
}

/** Says in the page how things stand: saved, kept, signedOut, notKept, refused. */
export function say(state, reason = '') {
  const line = document.getElementById('save-state');
  if (line) {
    line.dataset.state = state;
    line.textContent = state === 'note' ? reason : line.dataset[state].replace('{0}', reason);
    clearTimeout(fading);
    fading = state === 'saved' && setTimeout(() => { line.textContent = ''; }, 5000);
  }
}

function keep(entry) {
  try {
    localStorage.setItem(prefix + entry.id, JSON.stringify(entry));
    unstored.delete(entry.id);
  } catch {
    unstored.set(entry.id, entry);
  }
}

function forget(id) {
  unstored.delete(id);
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Nothing is kept where nothing can be.
  }
}

function pending() {
  const entries = [...unstored.values()];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) {
        entries.push(JSON.parse(localStorage.getItem(key)));
      }
    }
  } catch {
    // A browser that keeps nothing still sends.
  }
  return entries.sort((a, b) => (a.at === b.at ? a.id > b.id : a.at > b.at) ? 1 : -1);
}

/** The answers to this activity that still wait in this browser, the latest to each question of an attempt. */
export function waitingAnswers() {
  const { course, activity } = document.querySelector('[data-course]').dataset;
  const answers = pending().filter(entry => entry.verb === 'Answered' && entry.course === course && entry.activity === activity);
  return [...new Map(answers.map(entry => [`${entry.attempt} ${entry.question}`, entry])).values()];
}

/** Whether something of this learner's still waits in this browser. */
export function waits() {
  return pending().length > 0;
}

/** Takes out of this browser what still waits. */
export function forgetAll() {
  pending().forEach(entry => forget(entry.id));
}

/** Sends what is pending, one request at a time. Resolves to whether nothing is left to send. */
export function send() {
  clearTimeout(timer);
  sending ??= sendAll();
  return sending;
}

async function sendAll() {
  await null;
  let most = 50;
  for (let entries = pending(); entries.length > 0; entries = pending()) {
    const outcome = await post(fitting(entries, most));
    if (outcome === 'split') {
      most = 1;
    } else if (typeof outcome === 'string') {
      sending = null;
      later(outcome);
      return false;
    } else {
      pause = 2000;
      outcome.forEach(settle);
    }
  }

  // In the same breath as finding nothing left, so that no entry slips in between.
  sending = null;
  return true;
}

/** As many as one request may carry while a page is left: browsers give those 64 KB. */
function fitting(entries, most) {
  let room = largest - 100;
  const fit = entries.slice(0, most).filter(entry => (room -= bytes(JSON.stringify(entry)) + 1) > 0);
  return fit.length > 0 ? fit : entries.slice(0, 1);
}

function bytes(text) {
  return new TextEncoder().encode(text).length;
}

async function post(entries, isSecond = false) {
  let response;
  let answer;
  const body = JSON.stringify({ entries });
  try {
    response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      keepalive: bytes(body) < largest,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', RequestVerificationToken: token },
      body,
    });
    answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  } catch {
    return 'kept';
  }

  if (answer?.receipts) {
    return answer.receipts.map(receipt => onTime(receipt, entries, response));
  }

  if (response.type === 'opaqueredirect' || response.status === 401) {
    return 'signedOut';
  }

  if (answer?.refused === 'Refusal.Token') {
    return !isSecond && await renewToken() ? post(entries, true) : 'signedOut';
  }

  if (response.status >= 500 && entries.length > 1) {
    return 'split';
  }

  if (answer?.refused && response.status < 500) {
    return entries.length > 1 ? 'split' : [{ id: entries[0].id, status: 'refused', code: answer.refused, reason: answer.reason }];
  }

  return 'kept';
}

/** A phone whose clock is wrong loses nothing: its entry takes the server's time and goes again. */
function onTime(receipt, entries, response) {
  const now = Date.parse(response.headers.get('Date') ?? '');
  const entry = entries.find(e => e.id === receipt.id);
  const isOff = receipt.code === 'Record.InTheFuture' || receipt.code === 'Record.TooOld';
  if (!isOff || !entry || !now || Math.abs(Date.parse(entry.at) - now) < 1000) {
    return receipt;
  }

  keep({ ...entry, at: new Date(now).toISOString() });
  return { ...receipt, status: 'again' };
}

function settle(receipt) {
  if (receipt.status === 'again') {
    return;
  }

  forget(receipt.id);
  const waiter = waiting.get(receipt.id);
  waiting.delete(receipt.id);
  if (receipt.status === 'refused') {
    say('refused', receipt.reason ?? '');
  } else if (!waiter?.quiet) {
    say('saved');
  }
  waiter?.answer(receipt);
}

function later(state) {
  const isLoud = [...waiting.values()].some(w => !w.quiet) || document.getElementById('save-state')?.dataset.state === 'kept';
  if (unstored.size > 0) {
    say('notKept');
  } else if (isLoud || state === 'signedOut') {
    say(state);
  }
  waiting.forEach(w => w.answer(null));
  waiting.forEach((w, id) => waiting.set(id, { ...w, answer() {} }));
  timer = setTimeout(send, pause * (1 + Math.random() / 4));
  pause = Math.min(pause * 2, 60000);
}

async function renewToken() {
  try {
    const page = await fetch(location.href.split('#')[0], { redirect: 'manual' });
    const head = new DOMParser().parseFromString(await page.text(), 'text/html');
    const learner = name => name.querySelector('meta[name=learner]')?.content;
    if (learner(head) !== learner(document)) {
      return false; // somebody else has signed in here since; these entries wait for their own learner
    }

    token = head.querySelector('meta[name=csrf]')?.content;
    return Boolean(token);
  } catch {
    return false;
  }
}

/**
 * What a guest of this browser left in the journal goes with her into her account, or goes: nobody comes back as that guest. The server says which in a cookie;
 * it stays, for the sake of a page that still shows the guest in another tab.
 */
function clearUpAfterGuest() {
  const name = 'learning-guest=';
  const told = document.cookie.split('; ').find(cookie => cookie.startsWith(name));
  if (!told) {
    return;
  }

  const [guest, learner] = decodeURIComponent(told.slice(name.length)).split(' ');
  try {
    for (const key of Object.keys(localStorage).filter(key => key.startsWith(prefixOf(guest)))) {
      if (learner) {
        localStorage.setItem(prefixOf(learner) + key.slice(prefixOf(guest).length), localStorage.getItem(key));
      }
      localStorage.removeItem(key);
    }
  } catch {
    // Where nothing can be written the entry stays where it is.
  }
}

addEventListener('online', () => { pause = 2000; send(); });
document.addEventListener('visibilitychange', () => document.hidden || send());
clearUpAfterGuest();
send();
