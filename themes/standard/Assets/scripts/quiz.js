// A quiz. Practice: an answer is sent and the page's own marking of it put in its place. Test: every change is kept at once.
import { record, say, send } from './record.js';

const mode = document.getElementById('quiz').dataset.mode;
const test = document.getElementById('test');
const here = () => document.getElementById('quiz');
const known = new Map();

/** The answer that stands in a question's fields, as the record wants it. */
function responseIn(section) {
  return [...section.querySelectorAll('[name^="answer."]')]
    .filter(field => field.type === 'text' ? field.value.trim() : field.checked)
    .map(field => field.value.trim());
}

function responseGiven(section) {
  return [...section.querySelectorAll('[name^="answer."]')]
    .filter(field => field.type === 'text' ? field.defaultValue : field.defaultChecked)
    .map(field => field.defaultValue ?? field.value);
}

function answer(section, id) {
  const { question } = section.dataset;
  return record('Answered', { ...(id && { id }), attempt: here().dataset.attempt, question, response: responseIn(section) });
}

async function pageAnew() {
  const response = await fetch(location.href.split('#')[0], { headers: { Accept: 'text/html' } });
  if (!response.ok) {
    throw new Error(response.statusText);
  }
  return new DOMParser().parseFromString(await response.text(), 'text/html');
}

async function showMarking(section) {
  const anew = (await pageAnew()).getElementById('quiz');
  const isOver = 'submitted' in anew.dataset;
  if (isOver) {
    const drafts = here();
    drafts.replaceWith(anew);
  } else {
    section.replaceWith(anew.querySelector(`#${CSS.escape(section.id)}`));
    document.getElementById('outline').replaceWith(anew.ownerDocument.getElementById('outline') ?? document.getElementById('outline'));
  }

  const verdict = document.getElementById(section.id)?.querySelector('.verdict');
  verdict?.focus({ preventScroll: true });
  verdict?.scrollIntoView({ block: 'center' });
}

if (mode === 'practice') {
  document.addEventListener('input', event => {
    const first = event.target.closest('.question')?.querySelector('.ask-first');
    if (first) {
      first.textContent = '';
    }
  });
  document.addEventListener('submit', async event => {
    const form = event.target;
    const section = form.closest('.question');
    if (!section) {
      return;
    }

    event.preventDefault();
    const first = form.querySelector('.ask-first');
    first.textContent = responseIn(section).length === 0 ? here().dataset.choose : '';
    if (first.textContent || form.dataset.sending) {
      return;
    }

    form.dataset.sending = 'yes';
    try {
      const receipt = await answer(section, form.elements.id.value);
      if (receipt && (receipt.status !== 'refused' || receipt.code === 'Record.Explained')) {
        await showMarking(section);
      }
    } catch {
      say('saved');
    } finally {
      delete form.dataset.sending;
    }
  });
}

if (test) {
  const sections = [...test.querySelectorAll('.question')];
  const timers = new Map();
  sections.forEach(section => known.set(section, JSON.stringify(responseGiven(section))));

  const count = () => {
    const line = document.getElementById('answered');
    line.textContent = line.dataset.text.replace('{0}', [...known.values()].filter(text => text !== '[]').length);
  };

  // Only what differs from what the record has; a browser may also have filled fields in by itself.
  const keepAnswer = section => {
    clearTimeout(timers.get(section));
    const response = responseIn(section);
    const text = JSON.stringify(response);
    if (response.length > 0 && text !== known.get(section)) {
      known.set(section, text);
      count();
      answer(section);
    }
  };

  test.addEventListener('input', event => {
    const section = event.target.closest('.question');
    if (event.target.type === 'text' && section) {
      clearTimeout(timers.get(section));
      timers.set(section, setTimeout(() => keepAnswer(section), 1500));
    }
  });
  test.addEventListener('change', event => keepAnswer(event.target.closest('.question')));
  addEventListener('pagehide', () => sections.forEach(keepAnswer));

  test.addEventListener('submit', async event => {
    event.preventDefault();
    if (test.dataset.sending) {
      return;
    }

    test.dataset.sending = 'yes';
    sections.forEach(keepAnswer);
    if (event.submitter?.value === 'submitted') {
      const receipt = await record('Submitted', { id: test.elements.id.value, attempt: here().dataset.attempt });
      if (receipt) {
        location.href = test.dataset.next;
      }
    } else {
      if (await send()) {
        say('note', here().dataset.later);
      }
    }
    delete test.dataset.sending;
  });
}
