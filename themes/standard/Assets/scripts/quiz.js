// A quiz. Practice: an answer is sent and the page's own marking of it put in its place. Test: every change is kept at once.
import { record, say, send, waitingAnswers } from './record.js';

const mode = document.getElementById('quiz').dataset.mode;
const test = document.getElementById('test');
const here = () => document.getElementById('quiz');
const known = new Map();

const fieldsOf = section => [...section.querySelectorAll('[name^="answer."]')];
const isTyped = field => field.type === 'text' || field.type === 'textarea';
const isTicked = field => field.type === 'radio' || field.type === 'checkbox';

/** The key of a part stands behind the question's id: answer.QUESTION.KEY. A choice has it in its value. */
const keyOf = field => field.name.split('.').slice(2).join('.');
const withKey = (field, value) => keyOf(field) && value ? `${keyOf(field)}=${value}` : value;

/** The answer that stands in a question's fields, as the record wants it. */
function responseIn(section) {
  return fieldsOf(section)
    .filter(field => !isTicked(field) || field.checked)
    .map(field => withKey(field, field.value.trim()))
    .filter(value => value);
}

/** The answer that came with the page. */
function responseGiven(section) {
  const given = field => isTicked(field) ? field.defaultChecked && field.value
    : isTyped(field) ? field.defaultValue
    : [...field.options].find(option => option.defaultSelected)?.value;
  return fieldsOf(section).map(field => withKey(field, given(field) || '')).filter(value => value);
}

/** How sure she says she is; undefined where that is not asked or not said. */
function certaintyIn(section) {
  const said = section.querySelector('[name^="certainty."]:checked');
  return said ? Number(said.value) : undefined;
}

/** All that she gave, to compare with what was kept before. */
const textOf = (response, certainty) => JSON.stringify(response.length > 0 ? [response, certainty] : []);

/** Puts an answer into a question's fields. */
function fill(section, response, certainty) {
  for (const field of section.querySelectorAll('[name^="certainty."]')) {
    field.checked = Number(field.value) === certainty;
  }

  for (const field of fieldsOf(section)) {
    const key = keyOf(field);
    if (isTicked(field)) {
      field.checked = response.includes(field.value);
    } else if (isTyped(field)) {
      field.value = key ? response.find(value => value.startsWith(key + '='))?.slice(key.length + 1) ?? '' : response[0] ?? '';
    } else {
      field.value = [...field.options].find(option => option.value && response.includes(option.value))?.value ?? '';
    }
  }
}

function answer(section, id) {
  const { question } = section.dataset;
  return record('Answered', { ...(id && { id }), attempt: here().dataset.attempt, question, response: responseIn(section), certainty: certaintyIn(section) });
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
  sections.forEach(section => known.set(section, textOf(responseGiven(section), certaintyIn(section))));

  const count = () => {
    const line = document.getElementById('answered');
    line.textContent = line.dataset.text.replace('{0}', [...known.values()].filter(text => text !== '[]').length);
  };

  // Only what differs from what the record has; a browser may also have filled fields in by itself.
  const keepAnswer = section => {
    clearTimeout(timers.get(section));
    const response = responseIn(section);
    const text = textOf(response, certaintyIn(section));
    if (response.length > 0 && text !== known.get(section)) {
      known.set(section, text);
      count();
      answer(section);
    }
  };

  test.addEventListener('input', event => {
    const section = event.target.closest('.question');
    if (isTyped(event.target) && section) {
      clearTimeout(timers.get(section));
      timers.set(section, setTimeout(() => keepAnswer(section), 700));
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

// Answers that were given here and have not arrived yet stand in the page again; when they have arrived, the page is shown as the record has it.
const waiting = waitingAnswers();
const isOfAnother = entry => entry.attempt !== here().dataset.attempt;
if (waiting.length > 0 && !('submitted' in here().dataset)) {
  for (const entry of waiting.filter(entry => !isOfAnother(entry))) {
    const section = [...document.querySelectorAll('.question')].find(one => one.dataset.question === entry.question);
    if (section) {
      fill(section, entry.response, entry.certainty);
      known.set(section, textOf(entry.response, entry.certainty));
    }
  }

  if (mode === 'practice' || waiting.some(isOfAnother)) {
    send().then(isEmpty => isEmpty && location.reload());
  }
}
