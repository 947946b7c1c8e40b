// Saves what waits in this browser, and what was refused, to a file that can be handed in later at /my/answers, from any device.
import { all, learner } from './journal.js';
import { beside } from './record.js';

/** What a question asked, where it stands in this page: for whoever reads the file. */
function asked({ question }) {
  const prompt = question && document.querySelector(`.question[data-question="${CSS.escape(question)}"] .question-prompt`)?.textContent.trim();
  return prompt ? { asked: prompt } : {};
}

export function save() {
  const place = new URL(beside('my/answers'), location.href).href;
  const about = document.getElementById('save-state').dataset.about.replace('{0}', place);
  const entries = [...all('entry'), ...all('refused')].map(entry => ({ ...entry, ...asked(entry) }));
  const text = JSON.stringify({ about, learner, savedAt: new Date().toISOString(), entries }, null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `answers-${new Date().toISOString().slice(0, 16).replace(/\D/g, '')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
