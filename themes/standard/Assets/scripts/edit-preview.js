// The page as learners will see it, in a frame beside the text: as wide as a phone or as the window, light or dark, from right to left, as on paper.
const section = document.getElementById('edit-preview');
const modes = new Set();
let frame = null;
let shown = null;
let conditions = [];

/** Every condition in the style of the page, as it was written. */
function conditionsIn(rules) {
  return [...rules].filter(rule => rule.cssRules).flatMap(rule => [...rule.media ? [{ rule, was: rule.media.mediaText }] : [], ...conditionsIn(rule.cssRules)]);
}

/** The style of the page; what a host has from elsewhere may not be read, and is left as it is. */
function styleOf(page) {
  return [...page?.styleSheets ?? []].flatMap(sheet => {
    try {
      return [...sheet.cssRules];
    } catch {
      return [];
    }
  });
}

/** Such a condition is held true or false, whatever this screen is; null: it is as it was written. */
function hold(isIt, isTrue) {
  for (const { rule, was } of conditions.filter(one => isIt.test(one.was))) {
    const value = isTrue === null ? was : isTrue ? 'all' : 'not all';
    if (rule.media.mediaText !== value) {
      rule.media.mediaText = value;
    }
  }
}

function dress() {
  const page = frame?.contentDocument;
  if (!page?.documentElement) {
    return;
  }

  section.classList.toggle('is-phone', modes.has('phone'));
  section.classList.toggle('is-print', modes.has('print'));
  hold(/prefers-color-scheme:\s*dark/, modes.has('print') ? false : modes.has('dark') ? true : null);
  hold(/^print$/, modes.has('print') ? true : null);
  page.documentElement.style.colorScheme = modes.has('dark') && !modes.has('print') ? 'dark' : '';
  const body = page.getElementById('preview-page');
  if (body) {
    body.dir = modes.has('rtl') ? 'rtl' : '';
    for (const part of body.querySelectorAll('#preview-body, #preview-title')) {
      part.dataset.was ??= part.dir;
      part.dir = modes.has('rtl') ? 'rtl' : part.dataset.was;
    }
  }
}

/** Of the page only its text is shown: the frame around it, ours or that of a host, stands around this page already. */
function alone(page) {
  const ours = page?.querySelector('body .learning');
  if (ours) {
    page.body.replaceChildren(ours);
  }

  page?.querySelectorAll('.site-head, .site-foot, .skip').forEach(part => part.remove());
  page?.querySelector('main')?.setAttribute('aria-label', section.dataset.title);
}

function fill() {
  const page = frame?.contentDocument;
  const body = page?.getElementById('preview-body');
  if (!body || !shown) {
    return;
  }

  const made = new DOMParser().parseFromString(shown.html, 'text/html').body;
  const top = page.documentElement.scrollTop;
  body.replaceChildren(...[...made.childNodes].map(node => page.importNode(node, true)));
  page.getElementById('preview-title').textContent = shown.title;
  page.documentElement.scrollTop = top;
  dress();
}

export function openPreview() {
  if (!section || frame) {
    return;
  }

  section.hidden = false;
  frame = document.createElement('iframe');
  frame.title = section.dataset.title;
  frame.src = section.dataset.src;
  frame.addEventListener('load', () => {
    frame.contentDocument?.addEventListener('click', event => event.target.closest('a:not([href^="#"])') && event.preventDefault());   // it shows one text, and leads nowhere
    alone(frame.contentDocument);
    conditions = conditionsIn(styleOf(frame.contentDocument));
    fill();
    dress();
  });
  section.querySelector('.edit-frame').append(frame);
  for (const button of section.querySelectorAll('[data-mode]')) {
    button.addEventListener('click', () => {
      const mode = button.dataset.mode;
      if (mode === 'phone' || mode === 'wide') {
        modes[mode === 'phone' ? 'add' : 'delete']('phone');
        section.querySelectorAll('[data-mode=phone], [data-mode=wide]').forEach(one => one.setAttribute('aria-pressed', String(one.dataset.mode === mode)));
      } else {
        modes[modes.has(mode) ? 'delete' : 'add'](mode);
        button.setAttribute('aria-pressed', String(modes.has(mode)));
      }

      dress();
    });
  }
}

export function showPreview(answer) {
  shown = answer;
  fill();
}
