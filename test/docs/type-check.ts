/** The types of the docs' code: all blocks as modules of one program, which finds the package's entries in the sources. */
import ts from 'typescript'
import { nameOf, root, sourceOf, type Block } from './blocks.js'

/** What the text around a block says is there, as far as no other package's types say it. */
const given: readonly (readonly [name: string, declared: string])[] = [
  ['provider', 'declare const provider: import("tierkit").TkProvider'],
  ['program', 'declare const program: unknown'],
  ['merchant', 'declare const merchant: unknown'],
  ['programText', 'declare const programText: string'],
  ['merchantText', 'declare const merchantText: string'],
  ['adapter', 'declare const adapter: import("tierkit").Adapter'],
  ['command', 'declare const command: import("tierkit/schema").Command'],
  ['refused', 'declare const refused: import("tierkit/schema").Command'],
  ['next', 'declare const next: () => import("tierkit/schema").Command'],
  ['test', 'declare const test: (name: string, run: () => unknown) => void'],
]

function moduleOf({ code }: Block): string {
  const own = given.filter(
    ([name]) =>
      new RegExp(`\\b${name}\\b`).test(code) &&
      !new RegExp(`(const|let|function|import \\{[^}]*)\\s+${name}\\b|import \\{[^}]*\\b${name}\\b`).test(
        code,
      ),
  )
  return [...own.map(([, declared]) => declared), 'export {}', code].join('\n')
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node', 'vite/client'],
  typeRoots: [`${root}node_modules/@types`],
  strict: true,
  skipLibCheck: true,
  experimentalDecorators: true,
  useDefineForClassFields: false,
  noEmit: true,
}

/** What JavaScript leaves open: whether a page has an element, and of what kind; and what parameters are. */
const leftOpen = /does not exist on type '(HTML)?Element'|\bnull\b|implicitly has an 'any' type/

/** What does not fit, with the block's name. TypeScript is held to `strict`; JavaScript to what it says of the package. One program, since reading the package's types is what takes long. */
export function typeErrors(blocks: readonly Block[]): string[] {
  const code = blocks.filter(({ language }) => language === 'js' || language === 'ts')
  const modules = new Map(code.map((block, at) => [`${root}docs/snippet-${at}.ts`, block]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (file) => modules.has(file) || fileExists(file)
  host.readFile = (file) => (modules.has(file) ? moduleOf(modules.get(file)!) : readFile(file))
  host.getSourceFile = (file, ...rest) =>
    modules.has(file)
      ? ts.createSourceFile(file, moduleOf(modules.get(file)!), ts.ScriptTarget.ES2022)
      : getSourceFile(file, ...rest)
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const source =
        text === '/tierkit.min.js' ? sourceOf('tierkit') : text.startsWith('tierkit') ? sourceOf(text) : null
      if (source) return { resolvedModule: { resolvedFileName: source, extension: ts.Extension.Ts } }
      return ts.resolveModuleName(text, from, options, host)
    })
  const program = ts.createProgram([...modules.keys(), `${root}src/define.ts`], options, host)
  return [...modules].flatMap(([file, block]) => {
    const source = program.getSourceFile(file)!
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    return found
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
      .filter((text) => block.language === 'ts' || !leftOpen.test(text))
      .map((text) => `${nameOf(block)}: ${text}`)
  })
}
