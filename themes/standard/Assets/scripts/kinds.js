// Kinds of questions made easier where there is script: things to put in order move up and down, and their lists of places say where they stand. A question that has come back is checked first.
import { isReady } from './checks.js';

document.getElementById('review-form')?.addEventListener('submit', event => {
  if (!isReady(event.target.closest('.question'))) {
    event.preventDefault();
  }
});

for (const list of document.querySelectorAll('.ask-parts.is-ordering')) {
  const items = () => [...list.children];
  const line = document.createElement('p');
  line.className = 'unseen';
  line.setAttribute('role', 'status');
  list.after(line);

  const tell = () => items().forEach((item, i, all) => {
    const [up, down] = item.querySelectorAll('.move button');
    up.disabled = i === 0;
    down.disabled = i === all.length - 1;
  });

  const move = (item, steps) => {
    const from = items().indexOf(item);
    const to = from + steps;
    if (to < 0 || to >= items().length) {
      return;
    }

    steps < 0 ? items()[to].before(item) : items()[to].after(item);
    items().forEach((one, i) => {
      const select = one.querySelector('select');
      select.value = select.options[i + 1].value;
    });
    tell();
    line.textContent = list.dataset.moved.replace('{0}', item.querySelector('label').textContent).replace('{1}', to + 1);
    item.querySelector('select').dispatchEvent(new Event('change', { bubbles: true }));
  };

  for (const item of items()) {
    const buttons = document.createElement('div');
    buttons.className = 'move';
    for (const [sign, steps, words] of [['↑', -1, list.dataset.up], ['↓', 1, list.dataset.down]]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sign;
      button.setAttribute('aria-label', `${words}: ${item.querySelector('label').textContent}`);
      button.addEventListener('click', () => {
        move(item, steps);
        (button.disabled ? item.querySelector('.move button:enabled') : button)?.focus();
      });
      buttons.append(button);
    }
    item.append(buttons);
  }

  // An answer that came from elsewhere stands in the lists; the things follow.
  list.closest('.question')?.addEventListener('learning:filled', arrange);
  function arrange() {
    const place = item => item.querySelector('select').selectedIndex;
    if (items().every(item => place(item) > 0)) {
      list.append(...items().sort((a, b) => place(a) - place(b)));
      tell();
    }
  }

  tell();
}
