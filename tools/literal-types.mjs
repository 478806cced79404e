// Which words a property may be set to, where its type is a name for a union of them: `Theme` is 'light' | 'dark' | 'auto'. The manifest
// says types as the sources write them; editors offer what they can read.
import { readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'

const src = new URL('../src/', import.meta.url)

/** The unions of words by name, as text. */
export function literalTypes() {
  const aliases = new Map()
  for (const room of ['elements', 'preview', 'theme'])
    for (const file of readdirSync(new URL(`${room}/`, src)).filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(new URL(`${room}/${file}`, src), 'utf8')
      for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements)
        if (ts.isTypeAliasDeclaration(node)) aliases.set(node.name.text, node.type)
    }
  const words = (type) => {
    if (ts.isUnionTypeNode(type)) return type.types.flatMap(words)
    if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) return [`'${type.literal.text}'`]
    const named = ts.isTypeReferenceNode(type) && aliases.get(type.typeName.getText())
    return named ? words(named) : [null]
  }
  const unions = [...aliases].map(([name, type]) => [name, words(type)])
  return new Map(
    unions.filter(([, all]) => !all.includes(null)).map(([name, all]) => [name, all.join(' | ')]),
  )
}
