// What she types in practice stays in this browser until she has it checked. It does not go to the record before: there an answer is explained at once, and stands.
import { answerIn, fill, isTyped } from './fields.js';
import { all, drop, put } from './journal.js';

const pause = 700;
const timers = new Map();

const idOf = section => `${document.getElementById('quiz').dataset.attempt}.${section.dataset.question}`;

function keep(section) {
  clearTimeout(timers.get(section));
  timers.delete(section);
  if (section.isConnected && !section.querySelector('.verdict')) {
    put('draft', { id: idOf(section), at: new Date().toISOString(), ...answerIn(section) });
  }
}

/** Puts what she had typed before into the questions that are still open, and keeps from now on what she types, each 0.7 seconds and when she leaves. */
export function keepDrafts() {
  const drafts = new Map(all('draft').map(item => [item.id, item]));
  for (const section of document.querySelectorAll('.question')) {
    const item = drafts.get(idOf(section));
    if (item && answerIn(section).response.length === 0) {
      fill(section, item);
    }
  }

  document.addEventListener('input', event => {
    const section = event.target.closest('.question');
    if (section && isTyped(event.target) && !timers.has(section)) {
      timers.set(section, setTimeout(() => keep(section), pause));
    }
  });
  addEventListener('pagehide', () => [...timers.keys()].forEach(keep));
}

/** It is an answer now. */
export function forgetDraft(section) {
  clearTimeout(timers.get(section));
  timers.delete(section);
  drop('draft', idOf(section));
}
