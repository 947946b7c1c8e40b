// Translating a text: what is typed is saved when its field is left or after a pause, together with the other pieces of its group. Ctrl + Enter goes to the next open piece.
const form = document.getElementById('translate');
const waits = new Map();
const PAUSE = 2500;

const pieceOf = element => element.closest('[data-piece]');
const groupOf = element => element.closest('[data-group]');
const areaOf = piece => piece.querySelector('textarea');
const key = piece => piece.dataset.piece;

function say(piece, text, isProblem) {
  const place = piece.querySelector('.translate-said');
  let line = place.querySelector('.translate-live');
  if (!line) {
    line = document.createElement('p');
    line.className = 'translate-live hint';
    line.setAttribute('role', 'status');
    place.prepend(line);
  }

  line.classList.toggle('is-problem', isProblem);
  line.textContent = text;
}

function show(piece, saved) {
  piece.classList.remove('is-current', 'is-stale', 'is-missing');
  piece.classList.add(`is-${saved.state}`);
  if (saved.stateText) {
    piece.querySelector('.translate-state').textContent = saved.stateText;
  }

  if (saved.was !== null) {
    form.elements[`was.${saved.id}`].value = saved.was;
    piece.querySelector('.translate-said .problem')?.remove();
    areaOf(piece).removeAttribute('aria-invalid');
  } else {
    areaOf(piece).setAttribute('aria-invalid', 'true');
  }

  piece.querySelector('.translate-hints')?.remove();
  if (saved.hints.length > 0) {
    const box = document.createElement('div');
    box.className = 'translate-hints';
    const title = document.createElement('p');
    title.className = 'hint';
    title.textContent = form.dataset.look;
    const list = document.createElement('ul');
    for (const hint of saved.hints) {
      const item = document.createElement('li');
      item.textContent = hint;
      list.append(item);
    }

    box.append(title, list);
    piece.querySelector('.translate-said').append(box);
  }
}

/** Saves a group; what is typed while it is on its way waits for the next time. */
async function save(group) {
  clearTimeout(waits.get(group));
  waits.delete(group);
  const pieces = [...group.querySelectorAll('[data-piece]')].filter(piece => areaOf(piece).value !== piece.dataset.kept);
  if (pieces.length === 0) {
    return true;
  }

  if (group.dataset.sending) {
    wait(group);
    return false;
  }

  group.dataset.sending = 'yes';
  const fields = new URLSearchParams([['__RequestVerificationToken', form.elements.__RequestVerificationToken.value], [`source.${group.dataset.group}`, form.elements[`source.${group.dataset.group}`].value]]);
  const sent = new Map(pieces.map(piece => [piece, areaOf(piece).value]));
  for (const [piece, text] of sent) {
    fields.append(`text.${key(piece)}`, text);
    fields.append(`was.${key(piece)}`, form.elements[`was.${key(piece)}`].value);
    say(piece, form.dataset.saving, false);
  }

  try {
    const answer = await fetch(form.action, { method: 'POST', headers: { Accept: 'application/json' }, body: fields });
    const body = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
    if (!answer.ok || !body?.pieces) {
      sent.forEach((_, piece) => say(piece, body?.reason ?? form.dataset.notAllowed, true));
      return false;
    }

    for (const saved of body.pieces.concat(body.gone)) {
      const piece = group.querySelector(`[data-piece="${CSS.escape(saved.id)}"]`);
      if (!piece) {
        continue;
      }

      show(piece, saved);
      if (sent.has(piece)) {
        if (saved.was !== null) {
          piece.dataset.kept = sent.get(piece);
        }

        say(piece, saved.problem ?? form.dataset.saved, saved.problem !== null);
      }
    }

    return body.pieces.every(saved => saved.problem === null);
  } catch {
    sent.forEach((_, piece) => say(piece, form.dataset.noConnection, true));
    wait(group, 10000);
    return false;
  } finally {
    delete group.dataset.sending;
  }
}

function wait(group, pause = PAUSE) {
  clearTimeout(waits.get(group));
  waits.set(group, setTimeout(() => save(group), pause));
}

function next(from) {
  const all = [...form.querySelectorAll('[data-piece]')];
  const at = all.indexOf(from) + 1;
  const open = all.slice(at).concat(all.slice(0, at)).find(piece => !piece.classList.contains('is-current') && piece !== from);
  if (open) {
    areaOf(open).focus();
    open.scrollIntoView({ block: 'center' });
  }
}

for (const piece of form.querySelectorAll('[data-piece]')) {
  const area = areaOf(piece);
  piece.dataset.kept = piece.querySelector('.problem') ? '' : area.value;
  if (area.value === '' && !area.readOnly) {
    const take = document.createElement('button');
    take.type = 'button';
    take.className = 'button quiet translate-take';
    take.textContent = form.dataset.take;
    take.addEventListener('click', () => {
      area.value = piece.querySelector('.translate-text').textContent;
      area.focus();
      take.hidden = true;
    });
    piece.querySelector('.translate-acts')?.prepend(take);
  }
}

form.addEventListener('input', event => wait(groupOf(event.target)));
form.addEventListener('change', event => save(groupOf(event.target)));
form.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const piece = pieceOf(event.target);
    save(groupOf(piece)).then(() => next(piece));
  }
});
form.addEventListener('submit', () => waits.forEach(clearTimeout));
window.addEventListener('beforeunload', event => {
  if (waits.size > 0) {
    event.preventDefault();
  }
});
if (location.hash.startsWith('#p-')) {
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector('textarea')?.focus();
}
