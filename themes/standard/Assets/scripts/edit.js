// Writing a text of a draft: it saves by itself, nothing typed is lost, and two who write in one text see and hear of each other.
import { makeComparison, makeEditor } from './edit-view.js';
import { openPreview, showPreview } from './edit-preview.js';

const area = document.getElementById('edit');
const form = document.getElementById('edit-form');
const field = document.getElementById('f-text');
const state = document.getElementById('edit-state');
const { draft, kind, language, label } = area.dataset;
const isMarkdown = area.dataset.markdown === 'true';
const learner = document.querySelector('meta[name=learner]')?.content ?? '';
const options = { language, label, isMarkdown, save: () => save() };
const pause = 1000;
const pauseBeforePreview = 300;

let path = area.dataset.path;
let token = document.querySelector('meta[name=csrf]').content;
let base = { hash: document.getElementById('f-made-from').value, text: area.dataset.unsaved === 'true' ? null : field.defaultValue };   // the page may have come with more than the file holds
let timer = 0;
let previewTimer = 0;
let isSaving = false;
let isRefused = false;
let comparison = null;
let moves = 0;

const key = () => `learning.text.${draft.split('/').pop()}.${path}`;

function say(name, text) {
  state.dataset.state = name;
  const words = text ?? state.dataset[name.replace(/-(.)/g, (_, sign) => sign.toUpperCase())];
  if (state.textContent !== words) {
    state.textContent = words;
  }
}

// What she has typed and the site does not have yet lies in this browser.
function keep() {
  try {
    if (editor.text === base.text) {
      localStorage.removeItem(key());
    } else {
      localStorage.setItem(key(), JSON.stringify({ learner, text: editor.text, madeFrom: base.hash, at: new Date().toISOString() }));
    }
  } catch {
    // no room, or none allowed: it is saved in a second anyway
  }
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(key()));
    return found?.learner === learner && found.text !== base.text ? found : null;
  } catch {
    return null;
  }
}

async function post(to, body, isSecond = false) {
  const isForm = body instanceof FormData;
  const answer = await fetch(`${draft}/${to}`, {
    method: 'POST',
    headers: { Accept: 'application/json', RequestVerificationToken: token, ...(isForm ? {} : { 'Content-Type': 'application/json' }) },
    body: isForm ? body : JSON.stringify(body),
  });
  const isJson = answer.headers.get('Content-Type')?.includes('json');
  const told = isJson ? await answer.json() : null;
  if ((answer.status === 401 || answer.redirected || told?.refused === 'Refusal.Token' || told?.refused === 'Refusal.SignedOut') && !isSecond && await renew()) {
    return post(to, body, true);
  }

  return { status: isJson ? answer.status : answer.status === 401 || answer.redirected ? 401 : answer.status, told };
}

/** A new token, where it is still her who is signed in. */
async function renew() {
  const site = document.querySelector('meta[name=record]').content.replace(/record$/, 'session');
  const session = await (await fetch(site, { headers: { Accept: 'application/json' } })).json();
  if (session.learner !== learner) {
    return false;   // nobody, or somebody else, who must not be taken for her
  }

  token = session.token;
  form.elements[session.tokenField].value = token;
  return true;
}

function later(after) {
  clearTimeout(timer);
  timer = setTimeout(save, after);
}

async function save() {
  clearTimeout(timer);
  if (isSaving || comparison || isRefused) {
    return;
  }

  if (editor.text === base.text) {
    say('saved');
    return;
  }

  isSaving = true;
  say('saving');
  const sent = editor.send();
  try {
    await take(sent, await post('text', { path, madeFrom: base.hash, text: sent }));
  } catch {
    say('offline');
    later(5000);
  } finally {
    isSaving = false;
    keep();
  }
}

async function take(sent, { status, told }) {
  if (status === 200) {
    base = { hash: told.hash, text: told.text };
    moves = 0;
    editor.receive(sent, told.text);
    if (editor.text === base.text) {
      say(told.as === 'merged' ? 'merged' : 'saved');
    } else {
      later(pause);
    }
  } else if (told?.as === 'clash' && told.movedTo && moves++ < 3) {
    localStorage.removeItem(key());
    path = told.movedTo;
    form.elements.path.value = path;
    history.replaceState(null, '', `${draft}/text?path=${encodeURIComponent(path)}`);
    say('moved');
    later(0);
  } else if (told?.as === 'clash') {
    compare(told);
  } else if (status === 401) {
    say('signed-out');
    later(20000);
  } else if (told?.reason) {
    isRefused = status === 404;
    say('refused', told.reason);
  } else {
    say('offline');
    later(5000);
  }
}

// Both changed the same lines: their text and hers stand beside each other, and she decides.
function compare(told) {
  const section = document.getElementById('edit-clash');
  const place = document.getElementById('edit-merge');
  const lead = document.getElementById('edit-clash-lead');
  const { theirs, mine, take: takeLabel, same: sameLabel } = place.dataset;
  const isGone = told.text === null;
  lead.textContent = isGone ? lead.dataset.gone : lead.dataset.both;
  comparison = makeComparison(place, told.text ?? '', editor.text, options, { theirsLabel: theirs, mineLabel: mine, takeLabel, sameLabel });
  section.hidden = false;
  area.hidden = true;
  say('clash');
  section.focus();

  const decide = text => {
    comparison.close();
    comparison = null;
    place.replaceChildren();
    section.hidden = true;
    area.hidden = false;
    base = { hash: told.hash, text: told.text ?? '' };
    editor.replace(text);
    editor.view.focus();
    save();
  };
  document.getElementById('edit-keep-together').onclick = () => decide(comparison.text);
  document.getElementById('edit-keep-mine').onclick = () => decide(editor.text);
  document.getElementById('edit-keep-theirs').onclick = () => decide(told.text ?? '');
}

function showFindings(findings) {
  editor.tell(findings);
  document.getElementById('edit-ready').hidden = findings.length > 0;
  document.getElementById('edit-findings').replaceChildren(...findings.map(one => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = '#f-text';
    link.dataset.line = one.line;
    link.textContent = area.dataset.line.replace('{0}', one.line);
    const words = document.createElement('span');
    words.lang = 'en';
    words.dir = 'ltr';
    words.textContent = one.text;
    item.append(link, ' ', words);
    return item;
  }));
}

let asked = 0;
async function preview() {
  const mine = ++asked;
  try {
    const { status, told } = await post('previews', { path, text: editor.text });
    if (status === 200 && mine === asked) {
      showPreview(told);
      showFindings(told.findings);
    }
  } catch {
    // without a connection there is no preview; what she types is kept
  }
}

async function visit() {
  if (document.hidden || isRefused) {
    return;
  }

  try {
    const { status, told } = await post('visits', { path });
    if (status === 200) {
      const others = document.getElementById('edit-others');
      others.hidden = told.others.length === 0;
      document.getElementById('edit-names').replaceChildren(...told.others.flatMap((name, i) => {
        const one = document.createElement('bdi');
        one.textContent = name;
        return i === 0 ? [one] : [', ', one];
      }));
      if (told.hash !== base.hash && told.hash !== '' && editor.text === base.text && !comparison && !isSaving) {
        await catchUp();
      }
    }
  } catch {
    // heard again in twenty seconds
  }
}

/** Somebody else has saved while she only reads: their text comes to her. */
async function catchUp() {
  isSaving = true;
  try {
    const sent = editor.send();
    await take(sent, await post('text', { path, madeFrom: base.hash, text: sent }));
  } finally {
    isSaving = false;
  }
}

const editor = makeEditor(document.getElementById('edit-area'), field.defaultValue, options, isRemote => {
  clearTimeout(previewTimer);
  previewTimer = setTimeout(preview, pauseBeforePreview);
  if (!isRemote) {
    keep();
    if (!isSaving && !isRefused && !comparison) {
      say('changed');
    }

    later(pause);
  }
});

document.getElementById('edit-area').hidden = false;
field.hidden = true;
field.disabled = true;
document.getElementById('f-text-label').hidden = true;
document.querySelectorAll('[data-plain]').forEach(part => { part.hidden = true; });
document.querySelectorAll('[data-scripted]').forEach(part => { part.hidden = false; });
say(base.text === null ? 'changed' : 'saved');
openPreview();
preview();
setInterval(visit, 20000);
if (base.text === null) {
  later(pause);
}

if (location.hash.startsWith('#line-')) {
  editor.goTo(Number(location.hash.slice(6)) || 1);
}

const found = kept();
if (found) {
  const rescue = document.getElementById('edit-rescue');
  document.getElementById('edit-rescue-at').textContent = new Date(found.at).toLocaleString(document.documentElement.lang);
  rescue.hidden = false;
  rescue.focus();
  document.getElementById('edit-rescue-yes').onclick = () => {
    rescue.hidden = true;
    base = { hash: found.madeFrom, text: base.text };
    editor.replace(found.text);
    editor.view.focus();
    save();
  };
  document.getElementById('edit-rescue-no').onclick = () => {
    rescue.hidden = true;
    localStorage.removeItem(key());
    editor.view.focus();
  };
}

const newId = () => `question-${Math.random().toString(36).slice(2, 7)}`;

/** A source of a lesson stands in its front matter, in whichever of the two forms it has there. */
function cite(source) {
  const text = editor.text;
  const front = /^---\n[\s\S]*?\n---(?=\n|$)/.exec(text)?.[0] ?? '';
  const flow = /^sources:[ \t]*\[([^\]\n]*)\]/m.exec(front);
  const block = /^sources:[ \t]*\n(?:[ \t]*-[^\n]*\n?)*/m.exec(front);
  if (flow) {
    const at = flow.index + flow[0].length - 1;
    editor.replace(`${text.slice(0, at)}${flow[1].trim() === '' ? '' : ', '}${source}${text.slice(at)}`);
  } else if (block) {
    const at = block.index + block[0].replace(/\n$/, '').length;
    editor.replace(`${text.slice(0, at)}\n  - ${source}${text.slice(at)}`);
  } else {
    editor.insert(source);
  }

  editor.view.focus();
}

/** One question more of an objective in a test that draws, up to what the pools hold. */
function draw(objective, most) {
  const text = editor.text;
  const front = /^---\n[\s\S]*?\n---(?=\n|$)/.exec(text)?.[0] ?? '';
  const block = /^draw:[ \t]*\n(?:[ \t]+[^\n]*\n)*/m.exec(front);
  if (!block) {
    return;
  }

  const line = new RegExp(`^([ \\t]+${objective}:[ \\t]*)([0-9]+)`, 'm').exec(block[0]);
  const at = block.index + (line ? line.index : block[0].length);
  const count = Math.min(Number(line?.[2] ?? 0) + 1, most);
  editor.replace(line ? `${text.slice(0, at)}${line[1]}${count}${text.slice(at + line[0].length)}` : `${text.slice(0, at)}  ${objective}: 1\n${text.slice(at)}`);
  editor.view.focus();
}

area.addEventListener('click', event => {
  const link = event.target.closest('a[data-line]');
  const insert = event.target.closest('button[data-insert]');
  if (link) {
    event.preventDefault();
    editor.goTo(Number(link.dataset.line));
  } else if (insert) {
    editor.insertBlock(insert.dataset.insert.replace(/NEW-ID/g, newId()));
  } else if (event.target.closest('#edit-source')) {
    const source = document.getElementById('f-source').value;
    if (area.dataset.citesInFront === 'true') {
      cite(source);
    } else {
      editor.insertBlock(`Source: ${source}`);
    }
  } else if (event.target.closest('#edit-draw')) {
    const chosen = document.getElementById('f-draw').selectedOptions[0];
    draw(chosen.value, Number(chosen.dataset.most));
  } else if (event.target.closest('#edit-term')) {
    editor.insert(document.getElementById('f-term').value);
  }
});

// what is taken in by each button: its address, its fields, and those of the other, which are not to travel along
const taken = {
  'edit-picture': { to: 'pictures', names: ['picture', 'alt', 'caption'], others: ['clip', 'captions'] },
  'edit-clip': { to: 'clips', names: ['clip', 'clip_alt', 'clip_caption', 'captions', 'transcript'], others: ['picture'] },
};

async function bring(id) {
  const { to, names, others } = taken[id];
  const problem = document.getElementById(`${id}-problem`);
  const button = document.getElementById(id);
  problem.hidden = true;
  button.setAttribute('aria-disabled', 'true');
  try {
    const fields = new FormData(form);
    fields.set('path', path);
    others.forEach(name => fields.delete(name));
    const { status, told } = await post(to, fields);
    if (status === 200) {
      editor.insertBlock(told.markdown);
      for (const name of names) {
        form.elements[name].value = '';
      }
    } else {
      problem.textContent = told?.reason ?? state.dataset.offline;
      problem.hidden = false;
    }
  } catch {
    problem.textContent = state.dataset.offline;
    problem.hidden = false;
  } finally {
    button.removeAttribute('aria-disabled');
  }
}

form.addEventListener('submit', event => {
  event.preventDefault();
  if (Object.hasOwn(taken, event.submitter?.id ?? '')) {
    bring(event.submitter.id);
  } else {
    save();
  }
});

addEventListener('online', () => later(0));
document.addEventListener('visibilitychange', () => document.hidden ? save() : visit());
addEventListener('beforeunload', event => {
  if (editor.text !== base.text) {
    keep();
    save();
    event.preventDefault();
  }
});
