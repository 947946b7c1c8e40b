// A quiz. Practice: an answer is sent and the page's own marking of it put in its place. Test: every change is kept at once.
import { isReady, leadTo, unclear } from './checks.js';
import { forgetDraft, keepDrafts } from './drafts.js';
import { look, watch } from './elsewhere.js';
import { answerGiven, answerIn, fill, isTyped, textOf } from './fields.js';
import { all } from './journal.js';
import { draft, newId, record, say, send, waitingAnswers } from './record.js';

const mode = document.getElementById('quiz').dataset.mode;
const test = document.getElementById('test');
const here = () => document.getElementById('quiz');
const sections = () => [...document.querySelectorAll('.question')];
const known = new Map();
const changed = new Map();
const ids = new WeakMap();
const journalPause = 700;
let isOver = false;
let isLeaving = false;

sections().forEach(section => known.set(section, textOf(answerGiven(section))));

const entryOf = section => ({ attempt: here().dataset.attempt, question: section.dataset.question, ...answerIn(section) });

/** Whether the record has an answer, or the journal, which comes to the same. */
const isSaved = section => JSON.parse(known.get(section))[0].length > 0;

function count() {
  const line = document.getElementById('answered');
  if (line) {
    line.textContent = line.dataset.text.replace('{0}', sections().filter(isSaved).length);
  }
}

async function pageAnew() {
  const response = await fetch(location.href.split('#')[0], { headers: { Accept: 'text/html' } });
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

/** Puts the marking in the place of the question. `isQuiet`: she did not ask for it here, so she is not led there. */
async function showMarking(section, isQuiet) {
  const anew = (await pageAnew()).getElementById('quiz');
  const anewOutline = anew.ownerDocument.getElementById('outline');
  const isOver = 'submitted' in anew.dataset;
  if (isOver) {
    here().replaceWith(anew);
  } else {
    section.replaceWith(anew.querySelector(`#${CSS.escape(section.id)}`));
  }

  const outline = document.getElementById('outline');
  outline?.replaceWith(anewOutline ?? outline);

  if (!isQuiet) {
    const verdict = document.getElementById(section.id)?.querySelector('.verdict');
    verdict?.focus({ preventScroll: true });
    verdict?.scrollIntoView({ block: 'center' });
  }
}

if (mode === 'practice') {
  keepDrafts();
  document.addEventListener('submit', async event => {
    if (event.target.getAttribute('id') !== 'practice-form') {   // its field "id" hides the property
      return;
    }

    // Enter in a field presses no button in particular: it means the question she is in.
    event.preventDefault();
    const section = (event.submitter?.value ? event.submitter : document.activeElement)?.closest('.question');
    if (!section || section.dataset.sending || !isReady(section)) {
      return;
    }

    section.dataset.sending = 'yes';
    try {
      changed.set(section, performance.now());

      // Checked again before it could be sent, it is still one answer.
      ids.set(section, ids.get(section) ?? newId());
      const answering = record('Answered', { id: ids.get(section), ...entryOf(section) });
      forgetDraft(section);   // the journal has it
      const receipt = await answering;
      if (receipt && (receipt.status !== 'refused' || ['Record.Explained', 'Record.IdTaken'].includes(receipt.code))) {
        await showMarking(section, false);
      }
    } catch {
      say('saved');
    } finally {
      delete section.dataset.sending;
    }
  });
}

const timers = new Map();

// Only what differs from what the record has; a browser may also have filled fields in by itself.
function keepAnswer(section, isTyping = false) {
  clearTimeout(timers.get(section));
  timers.delete(section);
  const text = textOf(answerIn(section));
  if (test && answerIn(section).response.length > 0 && text !== known.get(section) && !isOver) {
    known.set(section, text);
    changed.set(section, performance.now());
    count();
    isTyping ? draft(entryOf(section)) : record('Answered', entryOf(section));
  }
}

/** Hands in. Without a receipt it is handed in here all the same: the entry waits, and when it has gone out she is led to the result. */
async function handIn() {
  sections().forEach(section => keepAnswer(section));
  isOver = true;
  isLeaving = true;
  sections().forEach(section => { section.inert = true; });
  const receipt = await record('Submitted', { id: test.elements.id.value, attempt: here().dataset.attempt });
  receipt ? goOn() : waitHere();
  return receipt;
}

function goOn() {
  location.href = test.dataset.next;
}

const waitsToBeHandedIn = () => all('entry').some(entry => entry.verb === 'Submitted' && entry.attempt === here().dataset.attempt);

function waitHere() {
  isOver = true;
  isLeaving = true;
  sections().forEach(section => { section.inert = true; });
  test.querySelectorAll('button').forEach(button => { button.disabled = true; });
  asked.hidden = true;
  const line = document.getElementById('handed-in-here');
  line.hidden = false;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: 'center' });
  document.addEventListener('learning:settled', () => waitsToBeHandedIn() || goOn());
}

const asked = document.getElementById('unanswered');

/** Answers are missing, or unclear as they stand: she is asked first. */
function askFirst(open, odd) {
  asked.querySelector('.how-many').textContent = open.length > 0 ? asked.dataset.text.replace('{0}', open.length) : '';
  asked.querySelector('.how-unclear').textContent = odd.length > 0 ? asked.dataset.unclear.replace('{0}', odd.length) : '';
  asked.querySelector('a').hash = (open[0] ?? odd[0]).id;
  asked.hidden = false;
  asked.focus({ preventScroll: true });
  asked.scrollIntoView({ block: 'center' });
}

asked?.querySelector('a').addEventListener('click', event => {
  event.preventDefault();
  asked.hidden = true;
  leadTo(document.getElementById(event.target.hash.slice(1)));
});

if (test) {
  // While she types it is kept each 0.7 seconds, not only when she pauses.
  test.addEventListener('input', event => {
    const section = event.target.closest('.question');
    if (section && isTyped(event.target) && !timers.has(section)) {
      timers.set(section, setTimeout(() => keepAnswer(section, true), journalPause));
    }
  });
  test.addEventListener('change', event => event.target.closest('.question') && keepAnswer(event.target.closest('.question')));
  addEventListener('pagehide', () => sections().forEach(section => keepAnswer(section)));

  test.addEventListener('submit', async event => {
    event.preventDefault();
    if (test.dataset.sending) {
      return;
    }

    test.dataset.sending = 'yes';
    if (event.submitter?.value === 'submitted') {
      sections().forEach(section => keepAnswer(section));
      const open = sections().filter(section => !isSaved(section));
      const odd = sections().filter(unclear);
      if (open.length + odd.length === 0 || event.submitter.name === 'confirmed') {
        await handIn();
      } else {
        askFirst(open, odd);
      }
    } else {
      sections().forEach(section => keepAnswer(section));
      if (await send()) {
        say('note', here().dataset.later);
      }
    }
    delete test.dataset.sending;
  });
}

/** The time is over: what she answered is kept, and handed in for her. Without a connection it goes when there is one, and the site decides what came in time. */
async function finish(timer) {
  sections().forEach(section => keepAnswer(section));
  isOver = true;
  sections().forEach(section => { section.inert = true; });
  timer.tell(test ? 'handingIn' : 'timeOver');
  if (test && !await handIn()) {
    timer.tell('offline');
  }
}

const seconds = Number(here().dataset.secondsLeft ?? NaN);
if (seconds > 0 && document.getElementById('time-left')) {
  import('./timer.js').then(timer => timer.start(seconds, { ask: () => look(true), finish: () => finish(timer) }));
}

// Answers that were given here and have not arrived yet stand in the page again; when they have arrived, the page is shown as the record has it.
const waiting = waitingAnswers();
const isOfAnother = entry => entry.attempt !== here().dataset.attempt;
if (waiting.length > 0 && !('submitted' in here().dataset)) {
  for (const entry of waiting.filter(entry => !isOfAnother(entry))) {
    const section = sections().find(one => one.dataset.question === entry.question);
    if (section) {
      fill(section, entry);
      known.set(section, textOf(entry));
    }
  }

  if (mode === 'practice' || waiting.some(isOfAnother)) {
    send().then(isEmpty => isEmpty && location.reload());
  }
}

// She handed in here before, and it has not gone out yet.
if (test && waitsToBeHandedIn()) {
  waitHere();
}

if (here().dataset.attempt && !('submitted' in here().dataset)) {
  watch({
    here,
    known,
    changed,
    count,
    isBegun: () => Boolean(test) || document.querySelector('.verdict') !== null,
    isLeaving: () => isLeaving,
    isSent: () => isLeaving && !waitsToBeHandedIn() && goOn(),
    settled: section => mode === 'practice' && !section.querySelector('.verdict') && showMarking(section, true).catch(() => {}),
  });
}
