import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

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
  },
  // `vite` beside a running server: the console of the moment against its API.
  server: { proxy: { '/api': 'http://localhost:8080' } },
})
