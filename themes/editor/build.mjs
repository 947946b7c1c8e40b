import { readFile } from 'node:fs/promises';
import { build } from 'esbuild';

// Our pages allow no style elements. CodeMirror's style-mod has another way, style sheets it makes itself, but takes it within a shadow root only; here it takes it everywhere.
const sheets = {
  name: 'sheets',
  setup(build) {
    build.onLoad({ filter: /style-mod\.js$/ }, async args => {
      const text = await readFile(args.path, 'utf8');
      const here = '!root.head && root.adoptedStyleSheets';
      if (!text.includes(here)) {
        throw new Error('style-mod is no longer as it was: look again where it makes its style element.');
      }

      return { contents: text.replace(here, 'root.adoptedStyleSheets'), loader: 'js' };
    });
  },
};

await build({
  entryPoints: ['codemirror.js'],
  outfile: '../standard/Assets/scripts/codemirror.js',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  banner: { js: '/*! CodeMirror 6, style-mod, w3c-keyname, crelt, Lezer. Copyright (C) 2018-2026 Marijn Haverbeke and others. MIT licence: https://codemirror.net. Built by themes/editor. */' },
  plugins: [sheets],
});
