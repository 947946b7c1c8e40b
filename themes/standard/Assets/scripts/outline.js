// The outline of a draft: what lies in it is dragged to its place, or moved with Alt and the arrow keys. Both press the buttons that are there without scripts.
const outline = document.getElementById('outline-edit');
const token = document.querySelector('meta[name=csrf]').content;
let dragged = null;

function submit(fields) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = outline.dataset.action;
  for (const [name, value] of Object.entries({ __RequestVerificationToken: token, ...fields })) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }

  document.body.append(form);
  form.submit();
}

for (const row of outline.querySelectorAll('li[data-path]')) {
  row.draggable = true;
}

const hint = document.createElement('p');
hint.className = 'hint';
hint.textContent = outline.dataset.hint;
outline.querySelector('h2').after(hint);

/** A module goes before a module, everything else before something in a module, or to the end of one. */
function target(from) {
  if (!dragged) {
    return null;
  }

  if (dragged.dataset.kind === 'Module') {
    const module = from.closest('li[data-kind=Module]');
    return module && module !== dragged ? { element: module, fields: { to: 'before', before: module.dataset.path } } : null;
  }

  const text = from.closest('li[data-path]:not([data-kind=Module])');
  if (text && text !== dragged) {
    return { element: text, fields: { to: 'before', before: text.dataset.path } };
  }

  const module = from.closest('li[data-kind=Module]');
  return module && !text ? { element: module, fields: { to: 'module', module: module.querySelector('[data-module]').dataset.module } } : null;
}

const unmark = () => outline.querySelectorAll('.is-target').forEach(one => one.classList.remove('is-target'));

outline.addEventListener('dragstart', event => {
  dragged = event.target.closest?.('li[data-path]');
  event.dataTransfer.effectAllowed = 'move';
  event.dataTransfer.setData('text/plain', dragged?.dataset.path ?? '');
});
outline.addEventListener('dragend', () => { dragged = null; unmark(); });
outline.addEventListener('dragover', event => {
  const place = target(event.target);
  unmark();
  if (place) {
    event.preventDefault();
    place.element.classList.add('is-target');
  }
});
outline.addEventListener('drop', event => {
  const place = target(event.target);
  if (place) {
    event.preventDefault();
    submit({ path: dragged.dataset.path, ...place.fields });
  }
});
outline.addEventListener('keydown', event => {
  const row = event.target.closest('li[data-path]');
  if (event.altKey && row && ['ArrowUp', 'ArrowDown'].includes(event.key)) {
    event.preventDefault();
    submit({ path: row.dataset.path, to: event.key === 'ArrowUp' ? 'up' : 'down' });
  }
});

// After a move she is where she was: with what she moved. The browser goes to the mark in the address when all is loaded, and would take the focus away.
addEventListener('load', () => setTimeout(() => document.querySelector('#moved a')?.focus()));
