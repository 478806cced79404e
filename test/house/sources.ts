// The sources of the kit as the house tests read them: files, and what each imports.
import { readFileSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Source {
  /** Path below src/, with forward slashes. */
  file: string
  text: string
}

export interface Import {
  /** A path below src/ without its ending, or the name of a package. */
  to: string
  inside: boolean
  typesOnly: boolean
}

export function sources(): Source[] {
  return readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(`${root}src/${file}`, 'utf8') }))
}

export function parsed({ file, text }: Source): ts.SourceFile {
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
}

/** Every node of a file, depth first. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const found = [node]
  ts.forEachChild(node, (child) => void found.push(...nodesOf(child)))
  return found
}

export function importsOf(source: Source): Import[] {
  return nodesOf(parsed(source)).flatMap((node) => {
    const found = importOf(node)
    if (!found) return []
    const inside = found.from.startsWith('.')
    const path = posix.join(posix.dirname(source.file), found.from).replace(/\.[jt]s$/, '')
    return [{ to: inside ? path : found.from, inside, typesOnly: found.typesOnly }]
  })
}

function importOf(node: ts.Node): { from: string; typesOnly: boolean } | null {
  if (ts.isImportDeclaration(node)) {
    const { importClause: clause } = node
    const named =
      clause?.namedBindings && ts.isNamedImports(clause.namedBindings) ? clause.namedBindings.elements : []
    const allTypes = !clause?.name && named.length > 0 && named.every((one) => one.isTypeOnly)
    return { from: textOf(node.moduleSpecifier), typesOnly: Boolean(clause?.isTypeOnly) || allTypes }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const { exportClause: clause } = node
    const named = clause && ts.isNamedExports(clause) ? clause.elements : []
    const allTypes = named.length > 0 && named.every((one) => one.isTypeOnly)
    return { from: textOf(node.moduleSpecifier), typesOnly: node.isTypeOnly || allTypes }
  }
  if (
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword &&
    node.arguments[0]
  ) {
    return { from: textOf(node.arguments[0]), typesOnly: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { from: textOf(node.argument.literal), typesOnly: true }
  }
  return null
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText()
}
