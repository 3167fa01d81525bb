// `npm start`: from a fresh clone to a running server, with nothing but Node and npm. `--build` stops before it runs.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { build } from './build.mjs'
import { fail, installPackages, requireNode } from './install.mjs'
import { root } from './run.mjs'

requireNode()
await installPackages()
if (!(await build())) fail('The build failed; the compiler’s own words are above')
if (process.argv.includes('--build')) process.exit(0)

const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'packages/server/dist/main.js')], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches the server by itself as well; it takes the second one for the same wish.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('error', (error) => fail(`The server could not be started: ${error.message}`))
server.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
