// What she can put right before an answer is marked: none given, no number where one is asked for, one place for two things. It is said at the question; nothing she typed is touched.
import { answerIn } from './fields.js';

const lineOf = section => section.querySelector('.ask-first');

/** Whether what is typed can be read as a number; the site reads the digits and signs of all its languages. */
function isNumber(field, unit) {
  const typed = field.value.trim();
  const text = unit && typed.toLowerCase().endsWith(unit.toLowerCase()) ? typed.slice(0, -unit.length) : typed;
  return /^[−–-]?[.,٫٬]*\p{Nd}[\p{Nd}.,٫٬]*$/u.test(text.replace(/[\s%٪'’+]/gu, ''));
}

/** The place that two things have, or nought. */
function placeTakenTwice(section) {
  const places = [...section.querySelectorAll('.ask-parts.is-ordering select')].map(list => list.selectedIndex).filter(place => place > 0);
  return places.find((place, i) => places.indexOf(place) !== i) ?? 0;
}

/** What is unclear about the answer in a question's fields; an empty text where nothing is. */
export function unclear(section) {
  const line = lineOf(section);
  const number = section.querySelector('input.numeric');
  const place = placeTakenTwice(section);
  return !line ? ''
    : number?.value.trim() && !isNumber(number, section.querySelector('.unit')?.textContent.trim()) ? line.dataset.onlyNumber
    : place > 0 ? line.dataset.samePlace.replace('{0}', place)
    : '';
}

function tell(section, text) {
  const line = lineOf(section);
  if (line) {
    line.textContent = text;
    section.querySelector('input.numeric')?.toggleAttribute('aria-invalid', false);
    if (text && text === line.dataset.onlyNumber) {
      section.querySelector('input.numeric').setAttribute('aria-invalid', 'true');
    }
  }
}

/** Whether the answer can be marked. Where it cannot, she is told at the question, and led to its first field. */
export function isReady(section) {
  const text = answerIn(section).response.length === 0 ? lineOf(section)?.dataset.choose ?? '' : unclear(section);
  tell(section, text);
  if (text) {
    leadTo(section);
  }
  return !text;
}

/** Puts her into the first field of a question. */
export function leadTo(section) {
  section.scrollIntoView({ block: 'nearest' });
  section.querySelector('[name^="answer."]')?.focus();
}

document.addEventListener('input', event => {
  const section = event.target.closest('.question');
  if (section && lineOf(section)?.textContent) {
    tell(section, unclear(section));
  }
});
document.addEventListener('change', event => {
  const section = event.target.closest('.question');
  if (section) {
    tell(section, unclear(section));
  }
});
