import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

/** What nearly every page needs; what these import comes along. */
const frame = [
  /\/src\/start\.tsx$/,
  /\/src\/api\/(client|next-cursor|session|texts)\.ts$/,
  /\/src\/ui\/(arrival|badge|button|class-names|copyable|hint|keys|mark|page|states|texts|time|time-words|toasts|tone)\.tsx?$/,
  /\/node_modules\/(@tanstack|react|react-dom|scheduler|lucide-react\/dist\/esm\/(?!icons))\//,
]

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  // `source` builds our own packages from their TypeScript: no order of builds to remember.
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    // The first browsers with light-dark(), which the tokens are written in.
    target: ['chrome123', 'firefox128', 'safari17.5'],
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Runs before any text is taken (see main.tsx), so it can't share a file with texts.
            {
              name: 'language',
              test: /\/src\/ui\/(language|duration)\.ts$|vite\/preload-helper/,
              priority: 1,
            },
            // One file: dozens of tiny ones weigh a tenth more.
            { name: 'frame', test: (path) => frame.some((part) => part.test(path)) },
            { name: 'shell', test: /\/src\/app\/shell\.tsx$/ },
          ],
        },
      },
    },
  },
  // `vite` beside a running server: the console of the moment against its API.
  server: { proxy: { '/api': 'http://localhost:8080' } },
})
