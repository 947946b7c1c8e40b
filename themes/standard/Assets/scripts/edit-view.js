// The editor on the page: a Markdown editor of CodeMirror that takes what comes from elsewhere in without moving her cursor away.
import {
  defaultKeymap, deleteMarkupBackward, diff, EditorState, EditorView, highlightSpecialChars, HighlightStyle, history, historyKeymap, insertNewlineContinueMarkup, keymap, Language, lineNumbers, lintGutter,
  markdownLanguage, MergeView, setDiagnostics, syntaxHighlighting, tags, Transaction,
} from './codemirror.js';

/** The lines between --- at the top are no Markdown: without this they would read as one large heading. */
const withFront = {
  defineNodes: [{ name: 'FrontMatter', block: true, style: tags.meta }],
  parseBlock: [{
    name: 'FrontMatter',
    before: 'HorizontalRule',
    parse(text, line) {
      if (text.lineStart !== 0 || line.text.trimEnd() !== '---') {
        return false;
      }

      while (text.nextLine() && line.text.trimEnd() !== '---');
      text.nextLine();
      text.addElement(text.elt('FrontMatter', 0, text.prevLineEnd()));
      return true;
    },
  }],
};
const language = new Language(markdownLanguage.data, markdownLanguage.parser.configure(withFront), [], 'markdown');

const looks = EditorView.theme({
  '&': { backgroundColor: 'var(--paper)', color: 'var(--ink)', border: '1px solid var(--edge)', borderRadius: 'var(--radius)', fontSize: '.9375rem' },
  '&.cm-focused': { outline: '3px solid var(--teal)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Noto Sans Mono", "Noto Sans Arabic", monospace', lineHeight: '1.6', maxBlockSize: '75vh' },
  '.cm-content': { caretColor: 'var(--ink)', minBlockSize: '20rem' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', borderInlineEnd: '1px solid var(--line)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', color: 'var(--ink)', border: '1px solid var(--edge)', maxInlineSize: 'min(30rem, 90vw)' },
  '.cm-diagnostic-error': { borderInlineStart: '4px solid var(--red)' },
  '.cm-changedLine, .cm-deletedChunk': { backgroundColor: 'var(--pale-ochre) !important' },
});

const words = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700', color: 'var(--red)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.link, color: 'var(--teal)' },
  { tag: tags.url, color: 'var(--teal)' },
  { tag: tags.quote, color: 'var(--ochre)' },
  { tag: tags.monospace, color: 'var(--ochre)' },
  { tag: tags.meta, color: 'var(--muted)' },
  { tag: tags.processingInstruction, color: 'var(--muted)' },
]);

const around = ({ label, language: of, isMarkdown }) => [
  EditorView.lineWrapping,
  highlightSpecialChars(),
  EditorView.contentAttributes.of({ 'aria-label': label, lang: of, dir: isMarkdown && ['ar', 'fa', 'he', 'ur'].includes(of) ? 'rtl' : 'ltr', tabindex: '0', spellcheck: 'true', autocorrect: 'on', autocapitalize: 'sentences' }),
  EditorView.perLineTextDirection.of(true),
  isMarkdown ? language.extension : [],
  syntaxHighlighting(words),
  looks,
];

/** Where the text differs, as changes to the first. Texts that differ nearly everywhere are not compared sign by sign. */
const changesBetween = (before, after) => diff(before, after, { scanLimit: 2000, timeout: 200 }).map(change => ({ from: change.fromA, to: change.toA, insert: after.slice(change.fromB, change.toB) }));

/** Where the lines between --- end that stand above a text; 0 where there are none. */
function endOfFront(doc) {
  for (let number = 2; doc.line(1).text.trim() === '---' && number <= doc.lines; number++) {
    if (doc.line(number).text.trim() === '---') {
      return doc.line(number).to;
    }
  }

  return 0;
}

export function makeEditor(parent, text, options, onChange) {
  let since = null;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        keymap.of([...(options.isMarkdown ? [{ key: 'Enter', run: insertNewlineContinueMarkup }, { key: 'Backspace', run: deleteMarkupBackward }] : []), { key: 'Mod-s', preventDefault: true, run: () => { options.save(); return true; } }, ...defaultKeymap, ...historyKeymap]),
        around(options),
        EditorView.updateListener.of(update => {
          if (update.docChanged) {
            since = since?.compose(update.changes) ?? null;
            onChange(update.transactions.some(one => one.annotation(Transaction.remote)));
          }
        }),
      ],
    }),
  });

  return {
    view,
    get text() { return view.state.doc.toString(); },

    /** The text as it goes out; what is typed from now on is kept apart until the answer is there. */
    send() {
      since = view.state.changes([]);
      return view.state.doc.toString();
    },

    /** Takes the answer in: where it differs from what was sent, that is put into what she has typed by now. Her cursor stays with its words, and undo stays hers. */
    receive(sent, answered) {
      const state = EditorState.create({ doc: sent });
      const theirs = state.changes(changesBetween(sent, answered));
      const changes = theirs.empty ? theirs : theirs.map(since);
      since = null;
      if (!changes.empty) {
        view.dispatch({ changes, annotations: [Transaction.addToHistory.of(false), Transaction.remote.of(true)] });
      }
    },

    replace(answered) {
      view.dispatch({ changes: changesBetween(view.state.doc.toString(), answered) });
    },

    insert(markdown) {
      const at = view.state.selection.main;
      view.dispatch({ changes: { from: at.from, to: at.to, insert: markdown }, selection: { anchor: at.from + markdown.length }, scrollIntoView: true });
      view.focus();
    },

    /** A block of its own: with an empty line before and after it; behind what stands above the text, where the cursor is still in there. */
    insertBlock(markdown) {
      const doc = view.state.doc;
      const line = doc.lineAt(Math.max(view.state.selection.main.head, endOfFront(doc)));
      const at = line.text.trim() === '' ? line.from : line.to;
      const before = doc.sliceString(0, at).replace(/[ \t]+$/, '');
      const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
      const insert = `${gap}${markdown}${markdown.endsWith(' ') ? '' : '\n'}`;
      view.dispatch({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, scrollIntoView: true });
      view.focus();
    },

    goTo(number) {
      const line = view.state.doc.line(Math.min(Math.max(1, number), view.state.doc.lines));
      view.dispatch({ selection: { anchor: line.from, head: line.to }, effects: EditorView.scrollIntoView(line.from, { y: 'center' }) });
      view.focus();
    },

    tell(findings) {
      const doc = view.state.doc;
      view.dispatch(setDiagnostics(view.state, findings.map(one => {
        const line = doc.line(Math.min(Math.max(1, one.line), doc.lines));
        return { from: Math.min(line.from + Math.max(0, one.column - 1), line.to), to: line.to, severity: 'error', message: one.text };
      })));
    },
  };
}

/** Their text and hers beside each other; hers can be written in. */
export function makeComparison(parent, theirs, mine, options, { theirsLabel, mineLabel, takeLabel, sameLabel }) {
  const side = (label, more) => [around({ ...options, label }), EditorState.phrases.of({ '$ unchanged lines': sameLabel }), ...more];
  const merge = new MergeView({
    parent,
    a: { doc: theirs, extensions: side(theirsLabel, [EditorState.readOnly.of(true)]) },
    b: { doc: mine, extensions: side(mineLabel, [history(), keymap.of([...defaultKeymap, ...historyKeymap])]) },
    revertControls: 'a-to-b',
    renderRevertControl: () => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = '→';
      button.setAttribute('aria-label', takeLabel);
      return button;
    },
    collapseUnchanged: { margin: 3, minSize: 8 },
  });
  for (const [view, label] of [[merge.a, theirsLabel], [merge.b, mineLabel]]) {
    const title = document.createElement('p');
    title.className = 'edit-side';
    title.setAttribute('aria-hidden', 'true');   // it is the name of the field below already
    title.textContent = label;
    view.dom.before(title);
  }

  return { get text() { return merge.b.state.doc.toString(); }, close: () => merge.destroy(), focus: () => merge.b.focus() };
}
