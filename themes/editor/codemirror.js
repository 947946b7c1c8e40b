// What the editing pages use of CodeMirror 6, and nothing else of it.
export { EditorState, Transaction } from '@codemirror/state';
export { EditorView, highlightActiveLine, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
export { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
export { HighlightStyle, Language, syntaxHighlighting } from '@codemirror/language';
export { deleteMarkupBackward, insertNewlineContinueMarkup, markdownLanguage } from '@codemirror/lang-markdown';
export { lintGutter, setDiagnostics } from '@codemirror/lint';
export { diff, MergeView } from '@codemirror/merge';
export { tags } from '@lezer/highlight';
