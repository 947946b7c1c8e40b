// The same attempt, open in another tab or on another device: later answers from there come into this page, quietly, and never over what she is typing.
import { patience } from './clock.js';
import { answerIn, fill, isTyped, textOf } from './fields.js';
import { beside, hearTabs, say, signIn, waitingAnswers } from './record.js';

const leastPause = 15000;
let quiz = null;
let looked = -leastPause;
let isLooking = false;

/**
 * Begins to look. `here` gives the quiz as it stands in the page; `known` has, of each question's section, the answer that this page and the record last agreed on, as a text, and
 * `changed` when she last changed it here; `settled` is called for a section whose answer has arrived from another tab.
 */
export function watch(what) {
  quiz = what;
  hearTabs(({ entry, settled }) => {
    const one = entry ?? settled;
    const section = one?.verb === 'Answered' && one.attempt === quiz.here().dataset.attempt ? sectionOf(one.question) : null;
    if (section && entry) {
      adopt(section, entry);
    } else if (section) {
      quiz.settled(section);
    } else if (settled?.verb === 'Submitted' && settled.attempt === quiz.here().dataset.attempt) {
      sayHandedIn();
    }
  });
  document.addEventListener('visibilitychange', () => document.hidden || look(true));
  document.addEventListener('learning:settled', () => look(false));
}

function sectionOf(question) {
  return [...document.querySelectorAll('.question')].find(one => one.dataset.question === question);
}

/** Puts an answer from elsewhere into the fields. Not over one that she is giving: hers is later anyway, and the record keeps both. */
function adopt(section, answer) {
  const typing = section.contains(document.activeElement) && isTyped(document.activeElement);
  const standing = textOf(answerIn(section));
  if (typing || standing !== quiz.known.get(section) || standing === textOf(answer) || !section.querySelector('[name^="answer."]')) {
    return false;
  }

  fill(section, answer);
  quiz.known.set(section, textOf(answer));
  quiz.changed.set(section, performance.now());
  const note = section.querySelector('.elsewhere') ?? document.createElement('p');
  note.className = 'elsewhere hint';
  note.setAttribute('role', 'status');
  note.textContent = quiz.here().dataset.otherTab;
  section.append(note);
  return true;
}

/** Asks the site how the attempt stands; not more often than four times a minute, unless it is `isUrgent`. */
export async function look(isUrgent) {
  if (isLooking || !quiz.isBegun() || (!isUrgent && performance.now() - looked < leastPause)) {
    return;
  }

  isLooking = true;
  looked = performance.now();
  const asked = looked;
  try {
    const answer = await fetch(beside(`attempts/${quiz.here().dataset.attempt}/responses`), { redirect: 'manual', signal: patience(), headers: { Accept: 'application/json' } });
    if (answer.ok) {
      const state = await answer.json();
      document.dispatchEvent(new CustomEvent('learning:attempt', { detail: { ...state, took: performance.now() - asked } }));
      state.isHandedIn ? sayHandedIn() : compare(state.responses, asked);
    } else if (answer.status === 401 || answer.type === 'opaqueredirect') {
      signIn();   // better told now than after the next answer
    }
  } catch {
    // No connection: later.
  }
  isLooking = false;
}

function compare(responses, asked) {
  const waiting = new Set(waitingAnswers().map(entry => entry.question));
  const isNew = ({ question }, section) => section && !waiting.has(question) && !(quiz.changed.get(section) > asked);
  const taken = responses.filter(one => {
    const section = sectionOf(one.question);
    return isNew(one, section) && adopt(section, { response: one.values, certainty: one.certainty ?? undefined });
  });
  if (taken.length > 0) {
    quiz.count();
    say('note', quiz.here().dataset.elsewhere.replace('{0}', taken.length));
  }
}

function sayHandedIn() {
  const { handedIn, seeResult } = quiz.here().dataset;
  if (quiz.isLeaving()) {
    quiz.isSent();   // handed in from this page, and sent by another of this browser
    return;
  }

  if ('submitted' in quiz.here().dataset || document.getElementById('handed-in')) {
    return;
  }

  const line = document.createElement('p');
  line.id = 'handed-in';
  line.className = 'notice';
  line.setAttribute('role', 'status');
  const link = document.createElement('a');
  link.href = location.pathname;
  link.textContent = seeResult;
  line.append(document.createElement('span'), link);
  quiz.here().querySelector('.study-head').after(line);
  line.firstChild.textContent = handedIn;
  line.scrollIntoView({ block: 'center' });
}
