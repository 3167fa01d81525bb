import { defineConfig } from '@playwright/test'
import { existsSync } from 'node:fs'

const chromium = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: 'e2e',
  // With SCREENSHOTS=<folder> nothing is tested and every page is drawn.
  testMatch: process.env['SCREENSHOTS'] === undefined ? '*.e2e.ts' : '*.shots.ts',
  outputDir: 'test-results',
  // Each has a server and a browser of its own, and in it one test after another: what is tested is not load.
  workers: 2,
  fullyParallel: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env['CI'] ? [['list'], ['html', { open: 'never' }]] : 'list',
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/Madrid',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: {
      ...(existsSync(chromium) && { executablePath: chromium }),
      args: [
        ...(asRoot ? ['--no-sandbox'] : []),
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
