import { clearTimeout, setTimeout } from 'node:timers'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

/** The root of the repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** A program that came with npm, to be run by this same Node. */
export function npmProgram(path) {
  return [process.execPath, join(root, 'node_modules', path)]
}

/** npm itself: the one that started us, else the one in the PATH. */
export function npm() {
  const { npm_execpath: running } = process.env
  if (running !== undefined && /\.c?js$/u.test(running)) return [process.execPath, running]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm']
}

/**
 * Runs a command to its end and answers its exit code; its output is ours, unless `quiet`: then it is answered.
 * Nothing is read from a terminal, and nothing runs for ever.
 */
export function run([program, ...first], args, { cwd = root, env = {}, quiet = false, minutes = 20 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: program.endsWith('.cmd'),
    })
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    child.stderr?.on('data', (chunk) => (output += chunk))
    let late = false
    const alarm = setTimeout(() => {
      late = true
      child.kill('SIGKILL')
    }, minutes * 60_000)
    const end = (code, words) => {
      clearTimeout(alarm)
      resolve({ code, output: output + words })
    }
    child.on('error', (error) => end(127, `${program}: ${error.message}`))
    child.on('close', (code, signal) =>
      end(code ?? 1, late ? `Ended after ${minutes} minutes` : signal === null ? '' : `Ended by ${signal}`),
    )
  })
}

export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`
}
