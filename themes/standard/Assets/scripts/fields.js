// What stands in the fields of a question, as the record wants it, and back.

const fieldsOf = section => [...section.querySelectorAll('[name^="answer."]')];
const certaintyOf = section => [...section.querySelectorAll('[name^="certainty."]')];
const isTicked = field => field.type === 'radio' || field.type === 'checkbox';

export const isTyped = field => field.type === 'text' || field.type === 'textarea';

/** The key of a part stands behind the question's id: answer.QUESTION.KEY. A choice has it in its value. */
const keyOf = field => field.name.split('.').slice(2).join('.');
const withKey = (field, value) => keyOf(field) && value ? `${keyOf(field)}=${value}` : value;

const value = field => isTicked(field) ? field.checked && field.value : field.value.trim();
const given = field => isTicked(field) ? field.defaultChecked && field.value
  : isTyped(field) ? field.defaultValue
  : [...field.options].find(option => option.defaultSelected)?.value;

function answerBy(read, section) {
  const response = fieldsOf(section).map(field => withKey(field, read(field) || '')).filter(value => value);
  const certainty = Number(certaintyOf(section).map(read).find(value => value)) || undefined;
  return { response, certainty };
}

/** The answer that stands in a question's fields: { response, certainty }, the latter undefined where she was not asked or did not say. */
export const answerIn = section => answerBy(value, section);

/** The answer that came with the page. */
export const answerGiven = section => answerBy(given, section);

/** One text for one answer, in whatever order it was given. */
export const textOf = ({ response, certainty }) => JSON.stringify([[...response].sort(), certainty ?? null]);

/** Puts an answer into a question's fields. */
export function fill(section, { response, certainty }) {
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

  for (const field of certaintyOf(section)) {
    if (isTicked(field)) {
      field.checked = Number(field.value) === certainty;
    } else {
      field.value = certainty ?? '';
    }
  }
  section.dispatchEvent(new Event('learning:filled', { bubbles: true }));
}
