import { defineConfig } from 'vitest/config'

// The condition `source` lets tests run the TypeScript of our own packages without a build.
const conditions = ['source', 'module', 'node']
const project = (name: string, include: string[], setupFiles: string[] = []) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name,
    include,
    setupFiles,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 10_000 } },
    environment: 'node' as const,
  },
})

export default defineConfig({
  test: {
    // Vitest leaves one processor idle, which of two is half.
    maxWorkers: '100%',
    projects: [
      project('engine', ['packages/engine/src/**/*.test.ts'], ['packages/engine/test/seed.ts']),
      project('cli', ['packages/cli/src/**/*.test.ts']),
      project('client', ['packages/client/src/**/*.test.ts']),
      project('console', ['packages/console/src/**/*.test.ts']),
      project('server', ['packages/server/src/**/*.test.ts']),
      project('tools', ['tools/**/*.test.ts']),
      project('examples', ['examples/**/*.test.ts']),
    ],
  },
})
