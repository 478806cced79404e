// npm run reference [--check]: writes into the pages of docs/reference what must not drift from the sources: the fields of each part of the
// language, from the JSON Schema that is made of the schema itself, and an example from a published program. Between `<!-- fields: ... -->`
// or `<!-- example: file pointer -->` and `<!-- end -->` nothing is written by hand. docs/elements is written whole: see element-docs.mjs. With --check it changes nothing and says what is stale.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format } from 'prettier'
import { elementPages } from './element-docs.mjs'
import { about } from './language.mjs'
import { programSchema } from './program-schema.mjs'

const folder = new URL('../docs/reference/', import.meta.url)
const programs = new URL('../test/programs/', import.meta.url)

/** Where a part of the language has its page. */
const pages = {
  condition: 'condition',
  number: 'variant',
  text: 'dictionary',
  choice: 'dictionary',
  event: 'dictionary',
  field: 'dictionary',
  window: 'window',
  review: 'review',
  cohort: 'cohort',
  metric: 'metric',
  score: 'combine',
  factor: 'combine',
  guard: 'guard',
  scale: 'scale',
  ladder: 'ladder',
  tier: 'ladder',
  transition: 'transition',
  account: 'account',
  earn: 'account',
  points: 'account',
  limit: 'account',
  override: 'override',
  benefit: 'benefit',
  task: 'task',
  span: 'terms',
  term: 'terms',
}

/** The pages with what is generated in them, by file name. `load` imports a module of src/schema by its name. */
export async function referencePages(load) {
  const schema = await programSchema(load)
  const made = []
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.md'))) {
    const text = readFileSync(new URL(name, folder), 'utf8')
    const filled = text.replace(
      /<!-- (fields|example): (.+?) -->\n[\s\S]*?<!-- end -->/g,
      (_, kind, what) =>
        `<!-- ${kind}: ${what} -->\n\n${kind === 'fields' ? fieldsOf(schema, what.split(' '), name) : exampleOf(what)}\n\n<!-- end -->`,
    )
    const path = fileURLToPath(new URL(name, folder))
    made.push({ name, path, text, filled: await format(filled, { filepath: path, ...style }) })
  }
  return made
}
const style = JSON.parse(readFileSync(new URL('../.prettierrc.json', import.meta.url), 'utf8'))

/** `definition`, or `definition/key` for an object that is written in place. */
function partOf(schema, name) {
  const [definition, key] = name.split('/')
  const found = definition === 'program' ? schema : schema.definitions[definition]
  const part = key === undefined ? found : followed(schema, found.properties[key])
  // a value that may also be written short: the object among its forms
  if (part && !part.properties) return objectIn(part)
  if (!part?.properties) throw new Error(`the language has no part ${name}`)
  return part
}
const followed = (schema, part) =>
  part.$ref ? schema.definitions[part.$ref.replace('#/definitions/', '')] : part
function objectIn(part) {
  for (let one = part; one; one = one.else) {
    const then = one.then ?? one
    if (then.properties && then.additionalProperties !== undefined) return then
  }
  throw new Error('a part of the language has no object among its forms')
}

/** A table of the fields of one part, or of several that share most of theirs. */
function fieldsOf(schema, names, page) {
  const parts = names.map((name) => ({ name, part: partOf(schema, name) }))
  const rows = []
  const seen = new Set()
  // what tells the parts apart is the first step of their names that differs
  const steps = names.map((name) => name.split(/[./]/))
  const apart = steps[0].findIndex((step, place) => steps.some((other) => other[place] !== step))
  const verbs = steps.map((one) => one[apart])
  const isVerb = (key) => parts.length > 1 && verbs.includes(key)
  const keys = [...new Set(parts.flatMap(({ part }) => Object.keys(part.properties)))]
  for (const key of [...keys.filter(isVerb), ...keys.filter((one) => !isVerb(one))]) {
    if (seen.has(key)) continue
    seen.add(key)
    const having = parts.filter(({ part }) => key in part.properties)
    const isNeeded = having.every((one) => (one.part.required ?? []).includes(key))
    const only =
      having.length === parts.length || isVerb(key)
        ? ''
        : ` Only with ${having.map(({ name }) => `\`${verbs[names.indexOf(name)]}\``).join(', ')}.`
    rows.push([
      `\`${key}\``,
      // what the same word takes may differ from form to form
      [...new Set(having.map((one) => typeOf(schema, one.part.properties[key], page)))].join(', or '),
      isVerb(key) ? 'one of' : isNeeded ? 'yes' : '',
      `${[...new Set(having.map((one) => one.part.properties[key].description ?? ''))].join(' Or: ')}${only}`,
    ])
  }
  const cell = (text) => text.split('|').join('\\|')
  return [
    '| field | takes | required | meaning |',
    '| --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n')
}

const linked = (name, page) => {
  const home = pages[name.split('.')[0]]
  const word = about(name) && !name.includes('.') ? (words[name] ?? name) : words[name.split('.')[0]]
  return home === undefined || `${home}.md` === page ? word : `[${word}](${home}.md)`
}
const words = {
  ...Object.fromEntries(Object.keys(pages).map((name) => [name, name])),
  number: 'a number or variant',
  text: 'text',
}

/** What a field takes, in words: its type with its range, the words it may be, or the part of the language with its page. */
function typeOf(schema, property, page) {
  if (property.$ref) {
    const name = property.$ref.replace('#/definitions/', '')
    if (pages[name]) return linked(name, page)
    return typeOf(schema, schema.definitions[name], page)
  }
  if (property.enum) return property.enum.map((one) => `\`${JSON.stringify(one)}\``).join(', ')
  if (property.if) return formsIn(schema, property, page)
  switch (property.type) {
    case 'array':
      return `list of ${typeOf(schema, property.items, page)}`
    case 'object':
      if (typeof property.additionalProperties === 'object')
        return `by id: ${typeOf(schema, property.additionalProperties, page)}`
      return property.properties
        ? `{ ${Object.keys(property.properties).map((key) => `\`${key}\``).join(', ')} }` // prettier-ignore
        : 'object'
    case 'integer':
    case 'number':
      return `${property.type === 'integer' ? 'whole number' : 'number'}${rangeOf(property)}`
    case 'string':
      return wordOf(property)
    default:
      return Array.isArray(property.type) ? property.type.join(' or ') : (property.type ?? 'any')
  }
}

function formsIn(schema, property, page) {
  const forms = []
  let one = property
  for (; one?.if; one = one.else) {
    const { type, required } = one.if
    if (required) forms.push(`{ \`${required[0]}\` ... }`)
    else if (type === 'object' && one.then.if) forms.push(formsIn(schema, one.then, page))
    else forms.push(typeOf(schema, one.then, page))
  }
  return [...new Set(forms)].join(', or ')
}

const rangeOf = ({ minimum, maximum, exclusiveMinimum }) => {
  const from = exclusiveMinimum !== undefined ? `above ${exclusiveMinimum}` : minimum !== undefined ? `from ${minimum}` : '' // prettier-ignore
  const to = maximum !== undefined ? `to ${maximum}` : ''
  return from || to ? ` ${[from, to].filter(Boolean).join(' ')}` : ''
}
function wordOf({ pattern }) {
  if (!pattern) return 'word'
  if (pattern.includes('a-zA-Z0-9]{0,63}')) return pattern.includes('\\.') ? '`event.field`' : 'id'
  if (pattern.includes('\\d{4}')) return pattern.includes('T') ? 'day or instant' : 'day'
  return 'word'
}

/** The part of a published program that a JSON pointer leads to, under its own key. */
function exampleOf(what) {
  const [file, pointer] = what.split(' ')
  const steps = pointer.split('/').slice(1)
  let value = JSON.parse(readFileSync(new URL(file, programs), 'utf8'))
  for (const step of steps) {
    value = value?.[step]
    if (value === undefined) throw new Error(`${file} has nothing at ${pointer}`)
  }
  const key = steps[steps.length - 1]
  const isInList = /^\d+$/.test(key)
  return `From [${file}](../../test/programs/${file}), \`${pointer}\`:\n\n\`\`\`json\n${JSON.stringify(isInList ? value : { [key]: value }, null, 2)}\n\`\`\``
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { createServer } = await import('vite')
  // vite runs the sources as they are, without a build
  const server = await createServer({
    configFile: false,
    root: fileURLToPath(new URL('..', import.meta.url)),
    server: { middlewareMode: true, ws: false, watch: null },
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
  })
  const made = await referencePages((name) => server.ssrLoadModule(`/src/schema/${name}.ts`))
  await server.close()
  made.push(...(await elementPages()))
  const stale = made.filter(({ text, filled }) => text !== filled)
  if (process.argv.includes('--check')) {
    for (const { path } of stale) console.log(`${relative(process.cwd(), path)} is stale: npm run reference`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const { path, filled } of stale) writeFileSync(path, filled)
}
