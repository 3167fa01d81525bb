import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** The doors of the engine, in the order of the reference. */
export const doors = {
  '@sallyport/engine': 'index.ts',
  '@sallyport/engine/explain': 'explain/index.ts',
  '@sallyport/engine/validate': 'validate/index.ts',
  '@sallyport/engine/reference': 'reference/index.ts',
  '@sallyport/engine/exchange': 'exchange/index.ts',
  '@sallyport/engine/spanish': 'spanish/index.ts',
} as const

export interface Export {
  readonly door: string
  readonly name: string
  readonly kind: 'function' | 'value' | 'type'
  /** Its doc comment; empty when it has none. */
  readonly text: string
  /** How it is declared, without what is inside. */
  readonly declaration: string
}

const source = fileURLToPath(new URL('../packages/engine/src/', import.meta.url))

/** What each door exports, by name within its kind: functions, then values, then types. */
export function exportsOfEngine(): Export[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    `${source}../tsconfig.json`,
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (problem) => {
        throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
      },
    },
  )
  const files = Object.values(doors).map((file) => source + file)
  const program = ts.createProgram(files, config?.options ?? {})
  const checker = program.getTypeChecker()
  return Object.entries(doors).flatMap(([door, file]) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(source + file) as ts.Node)
    const found = module === undefined ? [] : checker.getExportsOfModule(module)
    return found.map((symbol) => exportOf(door, symbol, checker)).sort(byKindAndName)
  })
}

function exportOf(door: string, alias: ts.Symbol, checker: ts.TypeChecker): Export {
  const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias
  const [declaration] = symbol.declarations ?? []
  if (declaration === undefined) throw new Error(`${alias.name} is declared nowhere`)
  const documented = (symbol.declarations ?? []).map((one) => commentOf(one)).find((text) => text !== '')
  return {
    door,
    name: alias.name,
    kind: kindOf(symbol),
    text: documented ?? '',
    declaration: written(declaration, symbol, checker),
  }
}

function kindOf({ flags }: ts.Symbol): Export['kind'] {
  if (flags & ts.SymbolFlags.Function) return 'function'
  return flags & (ts.SymbolFlags.Variable | ts.SymbolFlags.Class) ? 'value' : 'type'
}

function byKindAndName(a: Export, b: Export): number {
  const kinds: readonly Export['kind'][] = ['function', 'value', 'type']
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1)
}

/** The last doc comment before a declaration, or before the statement that holds it. */
function commentOf(node: ts.Node): string {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent : node
  const text = holder.getSourceFile().text
  const ranges = ts.getLeadingCommentRanges(text, holder.getFullStart()) ?? []
  const comment = ranges.map(({ pos, end }) => text.slice(pos, end)).findLast((one) => one.startsWith('/**'))
  return (comment ?? '')
    .replace(/^\/\*\*\s?|\s*\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .trim()
}

function written(node: ts.Declaration, symbol: ts.Symbol, checker: ts.TypeChecker): string {
  if (ts.isFunctionDeclaration(node)) {
    const end = node.body?.getFullStart() ?? node.getEnd()
    return withoutExport(node.getSourceFile().text.slice(node.getStart(), end).trim())
  }
  if (ts.isVariableDeclaration(node)) return `const ${symbol.name}: ${typeOf(node, symbol, checker)}`
  if (ts.isClassDeclaration(node)) return classWritten(node)
  return withoutExport(node.getText())
}

/** As it is written, or else as it is inferred, which may be long. */
function typeOf(node: ts.VariableDeclaration, symbol: ts.Symbol, checker: ts.TypeChecker): string {
  if (node.type !== undefined) return node.type.getText()
  const flags = ts.TypeFormatFlags.NoTruncation
  const text = checker.typeToString(checker.getTypeOfSymbolAtLocation(symbol, node), node, flags)
  return text.length > 600 ? `${text.slice(0, 600)} …` : text
}

function classWritten(node: ts.ClassDeclaration): string {
  const heritage = node.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? ''
  const members = node.members.filter(ts.isPropertyDeclaration).map((member) => `  ${member.getText()}`)
  return `class ${node.name?.text ?? ''}${heritage} {\n${members.join('\n')}\n}`
}

function withoutExport(text: string): string {
  return text.replace(/^export /, '')
}

/** The page: one section a door, one entry an export. */
export function renderReference(all: readonly Export[]): string {
  const parts = Object.keys(doors).flatMap((door) => [
    `## ${door}`,
    ...all.filter((one) => one.door === door).map(entry),
  ])
  return `${[introduction, ...parts].join('\n\n')}\n`
}

const introduction = `# The engine as a library

Generated from the source of \`packages/engine\` by \`npm run generate\`. What each part promises is in
[its README](../../packages/engine/README.md); what the words mean, in [policies](policies.md) and
[explanations](explanations.md).`

function entry({ name, text, declaration }: Export): string {
  const said = text.replace(
    /@example\n?([\s\S]*)$/,
    (_all, code: string) => `\n\`\`\`ts\n${code.trim()}\n\`\`\``,
  )
  return [`### ${name}`, ...(said === '' ? [] : [said]), `\`\`\`ts\n${declaration}\n\`\`\``].join('\n\n')
}
