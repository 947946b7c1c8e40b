// Somebody gives up being a guest here, by leaving or by signing in: what waits in this browser goes out first, as long as it can go out under the guest.
import { send, waits, forgetAll } from './record.js';

const form = document.querySelector('form[data-guest]');
let isSending = false;
form?.addEventListener('submit', async event => {
  if (form.dataset.guest === 'sent') {
    return;
  }

  // Pressed again while it is being sent, it would go out twice, and the second time as somebody who is a guest no more.
  event.preventDefault();
  if (isSending) {
    return;
  }

  isSending = true;
  const patience = new Promise(done => setTimeout(done, 5000));
  await Promise.race([send(), patience]);
  isSending = false;
  const warning = form.querySelector('[data-waiting]');
  if (form.dataset.guest === 'leaves' && waits()) {
    if (warning && !warning.textContent) {
      warning.textContent = warning.dataset.waiting;
      return;
    }
    forgetAll();
  }

  // Later, never within the event: a form that is being submitted does not let itself be submitted.
  form.dataset.guest = 'sent';
  setTimeout(() => form.requestSubmit(event.submitter));
});
