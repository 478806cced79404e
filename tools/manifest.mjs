// The custom-elements manifest (https://github.com/webcomponents/custom-elements-manifest, schema 1.0.0), read from the doc blocks and the
// `@property` members of the classes in src/elements and src/preview. Editors complete tags by it, and docs/elements is made of it.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import ts from 'typescript'
import { docOf } from './doc-block.mjs'

const src = new URL('../src/', import.meta.url)
/** The room that an element's file is in: most are merchants', one is the operators'. */
export const roomOf = (name) => (existsSync(new URL(`preview/${name}.ts`, src)) ? 'preview' : 'elements')
const define = new URL('../src/define/', import.meta.url)

/** The manifest of all elements, as a value. */
export function manifest() {
  const base = classesIn('element').find(({ name }) => name === 'TkElement')
  const modules = []
  for (const file of readdirSync(define).sort()) {
    const name = file.replace(/\.ts$/, '')
    const found = classesIn(name).find(({ tagName }) => tagName === `tk-${name}`)
    if (!found) throw new Error(`src/${roomOf(name)}/${name}.ts has no class with @tag tk-${name}`)
    modules.push(moduleOf(name, found.superName === base.name ? withBase(found, base) : found))
  }
  return { schemaVersion: '1.0.0', readme: 'README.md', modules }
}

function moduleOf(name, { superName, ...declaration }) {
  const path = `dist/${roomOf(name)}/${name}.js`
  const reference = { name: declaration.name, module: path }
  return {
    kind: 'javascript-module',
    path,
    declarations: [
      {
        kind: 'class',
        customElement: true,
        ...declaration,
        superclass:
          superName === 'TkElement'
            ? { name: superName, module: 'dist/elements/element.js' }
            : { name: superName, package: 'lit' },
      },
    ],
    exports: [
      { kind: 'js', name: declaration.name, declaration: reference },
      { kind: 'custom-element-definition', name: declaration.tagName, declaration: reference },
    ],
  }
}

/** What a class says for itself comes first and stands for what its base says under the same name. */
function withBase(own, base) {
  const joined = { ...own }
  for (const key of ['attributes', 'members', 'slots', 'events', 'cssParts', 'cssProperties'])
    joined[key] = [
      ...own[key],
      ...base[key]
        .filter((one) => own[key].every(({ name }) => name !== one.name))
        .map((one) => ({ ...one, inheritedFrom: { name: base.name, module: 'dist/elements/element.js' } })),
    ]
  return joined
}

/** The exported classes of an element's file. */
function classesIn(name) {
  const path = new URL(`${roomOf(name)}/${name}.ts`, src)
  const source = ts.createSourceFile(path.pathname, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  return source.statements.filter(ts.isClassDeclaration).map((node) => classOf(node))
}

const blockOf = (node) => {
  const blocks = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  const last = blocks[blocks.length - 1]
  return docOf(last ? last.getText().replace(/^\/\*\*|\*\/$/g, '') : '')
}

function classOf(node) {
  const { text, tags } = blockOf(node)
  const listed = (tag) => tags[tag] ?? []
  const members = node.members.map(memberOf).filter(Boolean)
  return {
    name: node.name.text,
    tagName: listed('tag')[0]?.name,
    summary: listed('summary')[0]?.line ?? '',
    description: text,
    superName: node.heritageClauses?.[0]?.types[0]?.expression.getText() ?? '',
    attributes: members
      .filter(({ attribute }) => attribute)
      .map(({ attribute, name, type, default: value, description }) => ({
        name: attribute,
        fieldName: name,
        type,
        ...(value !== undefined && { default: value }),
        description,
      })),
    members,
    slots: listed('slot').map(({ name, text: description }) => ({ name, description })),
    events: listed('fires').map(({ name, type, text: description }) => ({
      name,
      type: { text: type || 'Event' },
      description,
    })),
    cssParts: listed('csspart').map(({ name, text: description }) => ({ name, description })),
    cssProperties: listed('cssproperty').map(({ name, default: value, text: description }) => ({
      name,
      ...(value && { default: value }),
      description,
    })),
  }
}

/** A public field, accessor or method of our own; null for what is hidden, static, or a step of the life cycle. */
function memberOf(node) {
  const flags = ts.getCombinedModifierFlags(node)
  const hidden =
    ts.ModifierFlags.Private |
    ts.ModifierFlags.Protected |
    ts.ModifierFlags.Static |
    ts.ModifierFlags.Override
  if (!node.name || flags & hidden || !ts.isIdentifier(node.name)) return null
  const name = node.name.text
  const { text: description } = blockOf(node)
  if (ts.isMethodDeclaration(node))
    return {
      kind: 'method',
      name,
      ...(node.parameters.length > 0 && {
        parameters: node.parameters.map((one) => ({ name: one.name.getText(), type: typed(one.type) })),
      }),
      return: { type: typed(node.type) ?? { text: 'void' } },
      description,
    }
  if (ts.isGetAccessor(node))
    return { kind: 'field', name, type: typed(node.type), readonly: !settable(node), description }
  if (!ts.isPropertyDeclaration(node) || node.initializer?.kind === ts.SyntaxKind.ArrowFunction) return null
  const options = propertyOptions(node)
  const initial = meant(node.initializer)
  const value = initial?.getText()
  return {
    kind: 'field',
    name,
    type: typed(node.type) ?? { text: inferred(initial) },
    ...(value !== undefined && { default: value }),
    description,
    ...(options && options.attribute !== 'false' && { attribute: options.attribute ?? name.toLowerCase() }),
  }
}
const typed = (type) => type && { text: type.getText().replace(/\s+/g, ' ') }
const settable = (node) =>
  node.parent.members.some((one) => ts.isSetAccessor(one) && one.name.getText() === node.name.getText())
/** The value behind a constant of the same file. */
function meant(value) {
  if (!value || !ts.isIdentifier(value)) return value
  const constants = value
    .getSourceFile()
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations)
  return constants.find(({ name }) => name.getText() === value.text)?.initializer ?? value
}
const inferred = (value) =>
  !value || ts.isStringLiteral(value)
    ? 'string'
    : ts.isNumericLiteral(value)
      ? 'number'
      : /^(true|false)$/.test(value.getText())
        ? 'boolean'
        : 'unknown'

/** What `@property({...})` says; null without it. */
function propertyOptions(node) {
  const call = (ts.getDecorators(node) ?? [])
    .map(({ expression }) => expression)
    .find((one) => ts.isCallExpression(one) && one.expression.getText() === 'property')
  if (!call) return null
  const [options] = call.arguments
  const said = options?.properties.find((one) => one.name.getText() === 'attribute')?.initializer
  if (!said) return {}
  return { attribute: ts.isStringLiteral(said) ? said.text : said.getText() }
}
