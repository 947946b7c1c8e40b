// The way of what a learner did to the record. An entry stays in this browser's journal until the server's receipt for it is here: online or not, once or sent twice.
import { hearAnswer, isSure, patience, restamp, stamp } from './clock.js';
import { all, drop, isOnlyInMemory, learner, put, replace } from './journal.js';

const meta = name => document.querySelector(`meta[name=${name}]`)?.content;
const address = meta('record');
const tabs = 'BroadcastChannel' in self ? new BroadcastChannel(`learning.${learner}`) : null;
const waiting = new Map();
const drafts = new Map();
const makings = new Map();
const largest = 60000;
let token = meta('csrf');
let sending = null;
let timer = 0;
let draftTimer = 0;
let draftSince = 0;
let fading = 0;
let pause = 2000;

/** The address of something of the site, beside the record: "session", "attempts/…". */
export const beside = path => address.replace(/record$/, path);

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

function keepNew(verb, fields) {
  const { course, activity } = document.querySelector('[data-course]').dataset;
  const { at, device, made } = stamp();
  const entry = { id: newId(), verb, course, activity, at: new Date(at).toISOString(), ...(isSure() ? {} : { device }), ...fields };
  if (entry.device) {
    makings.set(entry.id, made);
  }
  put('entry', entry);
  tabs?.postMessage({ entry });
  return entry;
}

/**
 * Keeps an entry and sends it. Resolves to its receipt, or to null when it could not be sent now; it will be, from this page or a later one.
 * An entry given with `quiet` says nothing when it has arrived.
 */
export function record(verb, fields, { quiet = false } = {}) {
  const entry = keepNew(verb, fields);
  replaceDraft(entry);
  return new Promise(answer => {
    waiting.set(entry.id, { answer, quiet });
    send();
  });
}

/** Keeps an answer she is still typing. It goes out when she pauses, within five seconds at the latest; until then the next one takes its place. */
export function draft(fields) {
  const entry = keepNew('Answered', fields);
  replaceDraft(entry);
  drafts.set(`${entry.attempt} ${entry.question}`, entry.id);
  draftSince ||= performance.now();
  clearTimeout(draftTimer);
  draftTimer = setTimeout(send, Math.max(0, Math.min(1000, draftSince + 4000 - performance.now())));
}

/** The newer one is kept already. Should the older have been sent, it does no harm: it is the earlier. */
function replaceDraft({ id, attempt, question }) {
  const older = drafts.get(`${attempt} ${question}`);
  if (older) {
    drafts.delete(`${attempt} ${question}`);
    replace(older, id);
  }
}

/** Says in the page how things stand: saved, kept, signedOut, someoneElse, notKept, refused, unaccepted; or a note. */
export function say(state, reason = '') {
  const line = document.getElementById('save-state');
  if (line) {
    line.dataset.state = state;
    line.textContent = state === 'note' ? reason : line.dataset[state].replace('{0}', reason);
    clearTimeout(fading);
    fading = state === 'saved' && setTimeout(sayWhatWasRefused, 5000);
    offer(state);
  }
}

/** Shows what she can do about it. */
function offer(state) {
  const isRefused = all('refused').length > 0;
  const isStuck = ['kept', 'signedOut', 'someoneElse', 'notKept'].includes(state) && waits();
  const offers = [state, isRefused && 'unaccepted', (isRefused || isStuck) && 'file'];
  const more = document.getElementById('save-more');
  for (const one of more?.children ?? []) {
    one.hidden = !one.dataset.for.split(' ').some(reason => offers.includes(reason));
  }
  if (more) {
    more.hidden = [...more.children].every(one => one.hidden);
  }
}

/** What was refused and is still here; nothing where there is nothing. */
function sayWhatWasRefused() {
  const count = all('refused').length;
  count > 0 ? say('unaccepted', count) : say('note');
}

/** The answers to this activity that still wait in this browser, the latest to each question of an attempt. */
export function waitingAnswers() {
  const { course, activity } = document.querySelector('[data-course]').dataset;
  const answers = all('entry').filter(entry => entry.verb === 'Answered' && entry.course === course && entry.activity === activity);
  return [...new Map(answers.map(entry => [`${entry.attempt} ${entry.question}`, entry])).values()];
}

/** Whether something of this learner's still waits in this browser. */
export function waits() {
  return all('entry').length > 0;
}

/** Takes out of this browser what still waits and what was refused. */
export function forgetAll() {
  ['entry', 'refused', 'draft'].forEach(kind => all(kind).forEach(item => drop(kind, item.id)));
}

/** Tells the listener of entries made in other tabs ({ entry }) and of entries they have receipts for ({ settled: entry }). */
export function hearTabs(listener) {
  tabs?.addEventListener('message', event => listener(event.data));
}

/** Sends what is pending, one request at a time. Resolves to whether nothing is left to send. */
export function send() {
  clearTimeout(timer);
  clearTimeout(draftTimer);
  sending ??= sendAll();
  return sending;
}

async function sendAll() {
  await null;
  let most = 50;
  for (let entries = all('entry'); entries.length > 0; entries = all('entry')) {
    const outcome = await askTheTime() ? await post(fitting(all('entry'), most)) : 'kept';
    if (outcome === 'split') {
      most = 1;
    } else if (typeof outcome === 'string') {
      sending = null;
      later(outcome);
      return false;
    } else {
      pause = 2000;
      const isRefused = receipt => receipt.status === 'refused';
      [...outcome.filter(receipt => !isRefused(receipt)), ...outcome.filter(isRefused)].forEach(settle);   // so that "saved" does not hide a refusal
    }
  }

  // In the same breath as finding nothing left, so that no entry slips in between.
  sending = null;
  return true;
}

/** What was made, in this page or one that is gone, while the server's time was not known: it says what this device's clock said. */
const unsure = () => all('entry').filter(entry => entry.device);

/** Entries were made while the server's time was not known: it is asked for, and they take it, before they go. Resolves to whether it was there. */
async function askTheTime() {
  if (unsure().length > 0 && !isSure()) {
    const asked = performance.now();
    try {
      hearAnswer(await fetch(beside('session'), { redirect: 'manual', signal: patience(), headers: { Accept: 'application/json' } }), asked);
    } catch {
      return false;
    }
  }

  for (const { device, ...entry } of unsure()) {
    put('entry', { ...entry, at: new Date(restamp(device, makings.get(entry.id))).toISOString() });
  }
  makings.clear();
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
  const asked = performance.now();
  draftSince = 0;
  try {
    response = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      signal: patience(),
      keepalive: bytes(body) < largest,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', RequestVerificationToken: token },
      body,
    });
    hearAnswer(response, asked);
    answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  } catch {
    return 'kept';
  }

  if (answer?.receipts) {
    return answer.receipts.map(receipt => onTime(receipt, entries, response));
  }

  if (response.type === 'opaqueredirect' || response.status === 401) {
    return isSecond ? 'signedOut' : again(entries);
  }

  if (answer?.refused === 'Refusal.Token') {
    return isSecond ? 'kept' : again(entries);
  }

  if (response.status >= 500 && response.status !== 503 && entries.length > 1) {
    return 'split';
  }

  if (answer?.refused && response.status < 500) {
    return entries.length > 1 ? 'split' : [{ id: entries[0].id, status: 'refused', code: answer.refused, reason: answer.reason }];
  }

  return 'kept';
}

async function again(entries) {
  const whose = await renew();
  return whose === 'hers' ? post(entries, true) : whose;
}

/** A phone whose clock is wrong loses nothing: its entry takes the server's time and goes again. */
function onTime(receipt, entries, response) {
  const now = Date.parse(response.headers.get('Date') ?? '');
  const entry = entries.find(e => e.id === receipt.id);
  const isOff = receipt.code === 'Record.InTheFuture' || receipt.code === 'Record.TooOld';
  if (!isOff || !entry || !now || Math.abs(Date.parse(entry.at) - now) < 1000) {
    return receipt;
  }

  put('entry', { ...entry, at: new Date(now).toISOString() });
  return { ...receipt, status: 'again' };
}

/** Refused, and nothing of hers is missing: where she was in a lesson, or a second hand-in. */
function isNoLoss({ verb }, { code }) {
  return ['Opened', 'Reached'].includes(verb) || (verb === 'Submitted' && code === 'Record.HandedIn');
}

function settle(receipt) {
  if (receipt.status === 'again') {
    return;
  }

  const entry = all('entry').find(entry => entry.id === receipt.id);
  const isRefused = receipt.status === 'refused';
  if (isRefused && entry && !isNoLoss(entry, receipt)) {
    put('refused', { ...entry, refused: { code: receipt.code, reason: receipt.reason, at: new Date().toISOString() } });
  }

  drop('entry', receipt.id);
  const waiter = waiting.get(receipt.id);
  waiting.delete(receipt.id);
  if (isRefused) {
    say('refused', receipt.reason ?? '');
  } else {
    tabs?.postMessage({ settled: entry });
    if (!waiter?.quiet) {
      say('saved');
    }
  }
  document.dispatchEvent(new CustomEvent('learning:settled'));
  waiter?.answer(receipt);
}

function later(state) {
  const isLoud = [...waiting.values()].some(w => !w.quiet) || document.getElementById('save-state')?.dataset.state === 'kept';
  if (state === 'signedOut' || state === 'someoneElse') {
    say(state);
    signIn();
  } else if (isOnlyInMemory()) {
    say('notKept');
  } else if (isLoud) {
    say(state);
  }
  waiting.forEach(w => w.answer(null));
  waiting.forEach((w, id) => waiting.set(id, { ...w, answer() {} }));
  timer = setTimeout(send, pause * (1 + Math.random() / 4));
  pause = Math.min(pause * 2, 60000);
}

/** Asks her to sign in again where she is. `isAsked`: she has pressed for it. */
export function signIn(isAsked = false) {
  if (document.getElementById('save-state')) {
    import('./session.js').then(session => session.ask(isAsked)).catch(() => {});   // no connection: asked with the next try
  }
}

/**
 * A fresh token of this session for this page, where the session is still or again hers. Resolves to 'hers', or to how things stand: 'signedOut'; 'someoneElse', who must not be taken for her;
 * 'kept' without a connection.
 */
export async function renew() {
  let session;
  try {
    const asked = performance.now();
    const response = await fetch(beside('session'), { signal: patience(), headers: { Accept: 'application/json' } });
    hearAnswer(response, asked);
    session = await response.json();
  } catch {
    return 'kept';
  }

  if (!session.learner || session.learner !== learner) {
    return session.learner ? 'someoneElse' : 'signedOut';
  }

  token = session.token;
  document.querySelectorAll(`input[name=${session.tokenField}]`).forEach(field => { field.value = token; });
  return 'hers';
}

/** She has signed in again: here, or in another tab. What waits goes out. */
export function goOn() {
  pause = 2000;
  return send();
}

addEventListener('online', goOn);
document.addEventListener('visibilitychange', () => document.hidden || send());
document.querySelector('#save-more [data-for^=signedOut]')?.addEventListener('click', () => signIn(true));
hearTabs(told => told.signedIn && goOn());
export const tellSignedIn = () => tabs?.postMessage({ signedIn: true });

if (document.getElementById('save-state')) {
  sayWhatWasRefused();

  // Fetched once the page is at rest, before there is need of it: then there may be no connection.
  const rescue = () => import('./rescue.js');
  setTimeout(() => rescue().catch(() => {}), 500);
  document.querySelector('#save-more [data-for=file]')?.addEventListener('click', () => rescue().then(({ save }) => save()));
  document.querySelector('#save-more button[data-for=unaccepted]')?.addEventListener('click', () => {
    all('refused').forEach(item => drop('refused', item.id));
    sayWhatWasRefused();
  });
}
send();
