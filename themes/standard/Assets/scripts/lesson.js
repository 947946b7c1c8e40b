// A lesson: notes that it was opened and how far it was read, marks it as read without losing that offline, and shows the meaning of words.
import { record } from './record.js';

const text = document.getElementById('text');
const headings = [...text.querySelectorAll('h2[id], h3[id]')];
let reached = text.querySelector(':target')?.id;
let rest = 0;

record('Opened', {}, { quiet: true });

function note() {
  clearTimeout(rest);
  const read = headings.filter(h => h.getBoundingClientRect().top < innerHeight / 2).pop()?.id;
  if (read && read !== reached) {
    reached = read;
    record('Reached', { place: read }, { quiet: true });
  }
}

addEventListener('scroll', () => {
  clearTimeout(rest);
  rest = setTimeout(note, 4000);
  clearTimeout(pause);
  pause = setTimeout(keepBlock, 500);
}, { passive: true });
document.addEventListener('visibilitychange', () => document.hidden && note());
addEventListener('pagehide', note);

// Whoever changes the language goes on at the paragraph she was at: blocks have the same ids in every language. The way to the choice, at the top or the foot of the page, is not reading.
const blocks = [...text.querySelectorAll('[id]')].filter(block => block.parentElement === text || block.closest('.in-original'));
const languages = document.getElementById('languages');
const isInView = element => element && element.getBoundingClientRect().bottom > 0 && element.getBoundingClientRect().top < innerHeight;
let block = null;
let pause = 0;

function keepBlock() {
  if (!isInView(languages) && !isInView(document.querySelector('.site-head'))) {
    block = blocks.find(one => one.getBoundingClientRect().bottom > 8) ?? block;
  }
}

languages?.addEventListener('submit', event => {
  if (block) {
    event.target.elements.return_url.value += '#' + block.id;
  }
});

const finish = document.getElementById('finish');
finish?.addEventListener('submit', async event => {
  event.preventDefault();
  const button = finish.querySelector('button');
  if (button.getAttribute('aria-disabled')) {
    return;
  }

  // The form's own id: pressed twice, or sent by form and by script, it is one entry.
  button.setAttribute('aria-disabled', 'true');
  const receipt = await record('Completed', { id: finish.elements.id.value });
  button.removeAttribute('aria-disabled');
  if (receipt && receipt.status !== 'refused') {
    location.href = finish.dataset.next;
  }
});

const card = document.getElementById('term-card');
if (card?.showPopover) {
  let opener = null;
  for (const link of text.querySelectorAll('a.term')) {
    link.setAttribute('aria-haspopup', 'dialog');
    link.addEventListener('click', event => {
      const word = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!word) {
        return;
      }

      event.preventDefault();
      opener = link;
      card.querySelector('h2').textContent = word.querySelector('dt').textContent;
      card.querySelector('p').textContent = word.querySelector('dd').textContent;
      card.showPopover();
      place(link.getClientRects()[0]);
      card.querySelector('h2').focus({ preventScroll: true });
    });
  }

  card.querySelector('button').addEventListener('click', () => {
    card.hidePopover();
    opener?.focus({ preventScroll: true });
  });
  card.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      event.preventDefault();
      card.querySelector('button').click();
    }
  });

  // The card stays with its word, and closes when the word has left the window.
  addEventListener('scroll', () => {
    if (card.matches(':popover-open') && isWide()) {
      const line = opener.getClientRects()[0];
      line.bottom > 0 && line.top < innerHeight ? place(line) : card.hidePopover();
    }
  }, { passive: true });
}

function isWide() {
  return matchMedia('(min-width: 40rem)').matches;
}

function place(line) {
  const isSheet = !isWide();
  const below = line.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight;
  card.style.top = isSheet ? '' : `${fits ? below : Math.max(8, line.top - 8 - card.offsetHeight)}px`;
  card.style.left = isSheet ? '' : `${Math.min(Math.max(8, line.left), innerWidth - card.offsetWidth - 8)}px`;
}

