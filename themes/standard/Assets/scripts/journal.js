// The journal in this browser: entries that wait for their receipt, and entries that were refused, with the reason. Where nothing can be stored they are kept in memory, as long as the page is open.

const longest = 90 * 24 * 60 * 60 * 1000;

/** Whose page this is. */
export const learner = document.querySelector('meta[name=learner]')?.content ?? '';

const prefixOf = (kind, whose) => `learning.${kind}.${whose}.`;
const memory = { entry: new Map(), refused: new Map(), draft: new Map() };

/** Keeps an item in place of what was kept under its id. The kind is 'entry', 'refused', or 'draft': what she is typing in practice and has not had checked. */
export function put(kind, item) {
  try {
    localStorage.setItem(prefixOf(kind, learner) + item.id, JSON.stringify(item));
    memory[kind].delete(item.id);
  } catch {
    memory[kind].set(item.id, item);
  }
}

/** Keeps an entry in the place of an older one, which goes only where the newer is kept as well as it was. */
export function replace(older, newer) {
  if (memory.entry.has(older) || !memory.entry.has(newer)) {
    drop('entry', older);
  }
}

export function drop(kind, id) {
  memory[kind].delete(id);
  try {
    localStorage.removeItem(prefixOf(kind, learner) + id);
  } catch {
    // Nothing is kept where nothing can be.
  }
}

/** All of a kind, in the order in which they happened. */
export function all(kind) {
  const items = [...memory[kind].values()];
  try {
    const prefix = prefixOf(kind, learner);
    for (const key of Object.keys(localStorage).filter(key => key.startsWith(prefix))) {
      const item = read(localStorage.getItem(key));
      if (item) {
        items.push(item);
      }
    }
  } catch {
    // A browser that keeps nothing still sends.
  }
  return items.sort((a, b) => (a.at === b.at ? a.id > b.id : a.at > b.at) ? 1 : -1);
}

/** What somebody has meddled with does not stand in the way of the rest. */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Whether entries wait that go with the page. */
export function isOnlyInMemory() {
  return memory.entry.size > 0;
}

/**
 * What a guest of this browser left in the journal goes with her into her account, or goes: nobody comes back as that guest. The server says which in a cookie;
 * it stays, for the sake of a page that still shows the guest in another tab.
 */
function clearUpAfterGuest() {
  const name = 'learning-guest=';
  const told = document.cookie.split('; ').find(cookie => cookie.startsWith(name));
  if (!told) {
    return;
  }

  const [guest, account] = decodeURIComponent(told.slice(name.length)).split(' ');
  try {
    for (const kind of Object.keys(memory)) {
      const prefix = prefixOf(kind, guest);
      for (const key of Object.keys(localStorage).filter(key => key.startsWith(prefix))) {
        if (account) {
          localStorage.setItem(prefixOf(kind, account) + key.slice(prefix.length), localStorage.getItem(key));
        }
        localStorage.removeItem(key);
      }
    }
  } catch {
    // Where nothing can be written the entry stays where it is.
  }
}

clearUpAfterGuest();
all('refused').filter(item => !(Date.now() - Date.parse(item.refused?.at) < longest)).forEach(item => drop('refused', item.id));
all('draft').filter(item => !(Date.now() - Date.parse(item.at) < longest)).forEach(item => drop('draft', item.id));
