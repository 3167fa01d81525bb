// `node --conditions=source --import <this file> program.ts` runs our TypeScript on Node 20 without a build, so that
// tests can start, and kill, a process of its own.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'
import typescript from 'typescript'

if (isMainThread) register(import.meta.url)

const compilerOptions = { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2023 }

export async function load(url, context, nextLoad) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context)
  const source = await readFile(fileURLToPath(url), 'utf8')
  const { outputText } = typescript.transpileModule(source, { compilerOptions })
  return { format: 'module', source: outputText, shortCircuit: true }
}
