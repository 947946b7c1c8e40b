// Her session has ended: a dialog asks her to sign in again, in the page she is on. What she typed stays, and what waits goes out. Fetched when it is needed.
import { learner } from './journal.js';
import { beside, goOn, renew, tellSignedIn } from './record.js';

const isGuest = 'guest' in (document.querySelector('meta[name=learner]')?.dataset ?? {});
let dialog = null;
let isAsking = false;
let isDismissed = false;

/** Shows the dialog, if she has not put it off; while she is typing, when she leaves the field. */
export async function ask(isAsked) {
  if (dialog?.open || isAsking || (isDismissed && !isAsked)) {
    return;
  }

  const field = document.activeElement;
  if (!isAsked && field?.matches('input:not([type=radio], [type=checkbox]), textarea, select')) {
    field.addEventListener('blur', () => ask(false), { once: true });
    return;
  }

  isAsking = true;
  try {
    dialog ??= await make();
    dialog.showModal();
  } finally {
    isAsking = false;
  }
}

async function make() {
  const answer = await fetch(beside('session'), { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('session');
  const made = document.createElement('dialog');
  made.className = 'session';
  made.setAttribute('aria-labelledby', 'session-title');
  made.append(document.adoptNode(page));
  page.removeAttribute('aria-labelledby');
  const title = document.createElement('h2');   // the page around has its own first heading
  title.id = 'session-title';
  title.textContent = page.querySelector('h1').textContent;
  page.querySelector('h1').replaceWith(title);
  page.querySelectorAll('[data-for]').forEach(part => { part.hidden = (part.dataset.for === 'guest') !== isGuest; });
  page.querySelector('.later').hidden = false;
  page.querySelector('.later button').addEventListener('click', () => { isDismissed = true; made.close(); });
  page.querySelector('form')?.addEventListener('submit', submit);
  made.addEventListener('cancel', () => { isDismissed = true; });
  (document.querySelector('.learning') ?? document.body).append(made);   // where the style reaches
  return made;
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const problem = dialog.querySelector('.problem');
  if (form.dataset.sending) {
    return;
  }

  form.dataset.sending = 'yes';
  problem.textContent = '';
  const reason = await post(form);
  delete form.dataset.sending;
  form.elements.secret.value = '';
  if (reason !== null) {
    problem.textContent = reason;
    form.elements.secret.focus();
  } else {
    tellSignedIn();
    await close();
  }
}

/** Resolves to null when she is signed in, else to why not. */
async function post(form, isSecond = false) {
  const fields = new FormData(form);
  fields.set('learner', learner);
  let answer;
  let body;
  try {
    answer = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams(fields) });
    body = answer.status === 204 ? null : await answer.json();
  } catch {
    return dialog.querySelector('.problem').dataset.noConnection;
  }

  // The form has lain here long, or somebody has signed in or out in another tab since.
  if (['Refusal.Token', 'Refusal.SignedOut'].includes(body?.refused) && !isSecond) {
    const session = await (await fetch(beside('session'), { headers: { Accept: 'application/json' } })).json();
    form.elements[session.tokenField].value = session.token;
    return post(form, true);
  }

  return answer.ok ? null : body?.reason ?? dialog.querySelector('.problem').dataset.noConnection;
}

async function close() {
  await renew();
  dialog.close();
  await goOn();
}

// She may have signed in in another tab.
document.addEventListener('visibilitychange', async () => {
  if (!document.hidden && dialog?.open && await renew() === 'hers') {
    await close();
  }
});
document.addEventListener('learning:settled', async () => {
  isDismissed = false;
  if (dialog?.open && await renew() === 'hers') {
    dialog.close();
  }
});
