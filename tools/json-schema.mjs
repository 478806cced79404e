// The JSON Schema of a program, for editors: made of the schema that reads programs, so that the two cannot drift. It speaks draft 7,
// which editors complete best. Forms are told apart by `if`, `then`, `else` on the verb key, so that what is wrong names its key.
import { about } from './language.mjs'

/**
 * `named`: the parts of the language that have a name of their own, by that name; `reserved`: its words, which are no ids.
 * Throws where a form is of a kind that it does not know.
 */
export function jsonSchemaOf({ program, named, reserved }) {
  const names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
  const inherited = Object.getOwnPropertyNames(Object.prototype).filter((name) => /^[a-z]/.test(name))
  const definitions = {}
  const undescribed = []

  /** The codes of what is wrong with a value, with their params. */
  const faults = (schema, value) =>
    schema._zod
      .run({ value, issues: [] }, { async: false })
      .issues.map(({ params: { tk, ...params } = {} }) => ({ code: tk, ...params }))
  const fault = (schema, value, code) => faults(schema, value).find((one) => one.code === code)

  const described = (name, key) => {
    const text = about(name, key)
    if (text === undefined) undescribed.push(`${name} ${key ?? ''}`.trim())
    return text
  }

  /** What stands in a list, or under an id: it has no key whose words an editor could show, so it has words of its own. */
  function item(schema, name) {
    const one = made(schema, name)
    const words = names.has(schema) && about(names.get(schema))
    return words ? { description: words, ...one } : one
  }

  /**
   * A part of the language as JSON Schema; one that has a name becomes a definition. Definitions have no words: an editor would show them in
   * place of those of the key under which they stand. `name`: what the table of texts calls it.
   */
  function made(schema, name) {
    // what stands in several places is written once, by the name of the first
    if (schema.forms && !names.has(schema))
      names.set(schema, name in definitions || name in named ? `${name}.value` : name)
    const own = names.get(schema)
    if (own === undefined) return inner(schema, name)
    if (!(own in definitions)) {
      definitions[own] = {} // stands while it is made, for what names itself
      definitions[own] = inner(schema, own)
    }
    return { $ref: `#/definitions/${own}` }
  }

  function inner(schema, name) {
    if (schema.forms) return ofForms(schema.forms(), name)
    if (schema.byValue) return ofByValue(schema.byValue, name)
    const { def } = schema._zod
    const kind = kinds[def.type]
    if (!kind) throw new Error(`${name} is of a kind that no editor is told about: ${def.type}`)
    return kind(schema, def, name)
  }

  const kinds = {
    optional: (_, { innerType }, name) => made(innerType, name),
    boolean: () => ({ type: 'boolean' }),
    literal: (_, { values }) => ({ enum: [...values] }),
    enum: (_, { entries }) => ({ enum: Object.values(entries) }),
    number: (schema) => numbers(schema),
    string: (schema) => strings(schema),
    array: (schema, { element }, name) => {
      const length = fault(schema, [], 'wrongLength')?.length
      return {
        type: 'array',
        items: item(element, name),
        ...(fault(schema, [], 'empty') && { minItems: 1 }),
        ...(length !== undefined && { minItems: length, maxItems: length }),
      }
    },
    record: (schema, { keyType, valueType }, name) => ({
      type: 'object',
      propertyNames: strings(keyType),
      additionalProperties: item(valueType, name),
      ...(fault(schema, {}, 'empty') && { minProperties: 1 }),
    }),
    object: (schema, { shape }, name) => ({
      type: 'object',
      properties: propertiesOf(shape, name),
      required: Object.keys(shape).filter((key) => shape[key]._zod.def.type !== 'optional'),
      additionalProperties: false,
      ...(fault(schema, {}, 'empty') && { minProperties: 1 }),
    }),
  }

  const propertiesOf = (shape, name) =>
    Object.fromEntries(
      Object.entries(shape).map(([key, schema]) => [
        key,
        { description: described(name, key), ...made(schema, `${name}.${key}`) },
      ]),
    )

  function numbers(schema) {
    const min = fault(schema, -Number.MAX_SAFE_INTEGER, 'tooSmall')?.min
    const max = fault(schema, Number.MAX_SAFE_INTEGER, 'tooBig')?.max
    const isWhole = fault(schema, 0.5, 'notWhole') ?? fault(schema, 0.5, 'weightNotWhole')
    const [only] = fault(schema, 2, 'wrongLanguage') ? [1] : []
    return {
      type: isWhole ? 'integer' : 'number',
      ...(only !== undefined && { enum: [only] }),
      ...(fault(schema, 0, 'notAboveZero') && { exclusiveMinimum: 0 }),
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    }
  }

  function strings(schema) {
    const codes = faults(schema, '!').map(({ code }) => code)
    const found = codes.find((code) => patterns[code])
    if (found === 'badId') {
      const words = [...reserved, ...inherited].filter((word) => fault(schema, word, 'reservedId'))
      const isDateToo = faults(schema, '2026-11-21').length === 0
      const id = `(?!(?:${words.join('|')})$)[a-z][a-zA-Z0-9]{0,63}`
      return {
        type: 'string',
        pattern: isDateToo ? `^(?:${id}|\\d{4}-\\d\\d-\\d\\d)$` : `^${id}$`,
        patternErrorMessage: isDateToo
          ? `${patterns.badId[1]} Or a date such as 2026-11-21.`
          : patterns.badId[1],
      }
    }
    const blank = faults(schema, ' ').length > 0 ? patterns.empty : undefined
    const [pattern, patternErrorMessage] = patterns[found] ?? blank ?? []
    return { type: 'string', ...(pattern && { pattern, patternErrorMessage }) }
  }

  /** Which form a value has: first by what it is, then, for an object, by its verb key. */
  function ofForms(forms, name) {
    const plain = ['number', 'string', 'boolean', 'array'].filter((kind) => forms[kind])
    const object = forms.verbs || forms.object ? ofObject(forms, name) : null
    const kinds = [...plain, ...(object ? ['object'] : [])]
    const parts = [
      ...plain.map((kind) => [kind, made(forms[kind], name)]),
      ...(object ? [['object', object]] : []),
    ]
    if (parts.length === 1) return parts[0][1]
    // the first `if` that holds is the one form of which mistakes are told
    const chain = parts.reduceRight(
      (otherwise, [kind, then]) => ({ if: { type: kind }, then, ...(otherwise && { else: otherwise }) }),
      null,
    )
    return { type: kinds, ...chain }
  }

  function ofObject({ verbs = {}, object }, name) {
    const forms = Object.entries(verbs)
    if (forms.length === 0) return made(object, name)
    const shown = (verb, schema) => ({
      description: described(`${name}.${verb}`, verb),
      ...starts(schema, verb, name),
    })
    const suggested = Object.fromEntries(forms.map(([verb, schema]) => [verb, shown(verb, schema)]))
    const last = object ? { ...made(object, name), properties: suggested } : withoutVerb(forms, suggested)
    const chain = forms.reduceRight(
      (otherwise, [verb, schema]) => ({
        if: { required: [verb] },
        then: form(`${name}.${verb}`, schema),
        else: otherwise,
      }),
      last,
    )
    return { type: 'object', ...chain }
  }

  /** One form of a part of the language, as a definition of its own. */
  function form(name, schema) {
    if (!(name in definitions)) {
      definitions[name] = {}
      definitions[name] = inner(schema, name)
    }
    return { $ref: `#/definitions/${name}` }
  }

  function ofByValue({ key, forms }, name) {
    const chain = Object.entries(forms).reduceRight(
      (otherwise, [value, schema]) => ({
        if: { properties: { [key]: { enum: [value] } } },
        then: form(`${name}.${value}`, schema),
        ...(otherwise && { else: otherwise }),
      }),
      null,
    )
    const values = { description: described(name, key), enum: Object.keys(forms) }
    return { type: 'object', required: [key], properties: { [key]: values }, ...chain }
  }

  const shapeOf = (schema) => schema._zod.def.shape ?? shapeOf(Object.values(schema.byValue.forms)[0])

  /** What a verb's value begins with when an editor writes it. */
  const starts = (schema, verb, name) => made(shapeOf(schema)[verb], `${name}.${verb}.${verb}`)

  /** An object that has none of the verbs: its keys are named, and what is missing. */
  function withoutVerb(forms, suggested) {
    const options = forms.flatMap(([, schema]) => Object.keys(shapeOf(schema)))
    const known = Object.fromEntries(
      options.filter((key) => !(key in suggested)).map((key) => [key, { doNotSuggest: true }]),
    )
    const verbs = forms.map(([verb]) => verb)
    const missing =
      verbs.length === 1 ? verbs[0] : `${verbs.slice(0, -1).join(', ')} or ${verbs[verbs.length - 1]}`
    return { properties: { ...suggested, ...known }, additionalProperties: false, required: [missing] }
  }

  const root = inner(program, 'program')
  if (undescribed.length > 0)
    throw new Error(`tools/language.mjs says nothing of: ${[...new Set(undescribed)].join('; ')}`)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A Tierkit program',
    description: about('program'),
    ...root,
    definitions,
  }
}

/** The form of a text by the code that tells it is wrong, and how an editor says that. */
const patterns = {
  badId: [
    null,
    'An id: a small letter first, then letters and digits, at most 64, and no word of the language.',
  ],
  badPath: ['^[a-z][a-zA-Z0-9]{0,63}\\.[a-z][a-zA-Z0-9]{0,63}$', 'A field of an event: order.amountFen.'],
  badDate: ['^\\d{4}-\\d\\d-\\d\\d$', 'A day: 2026-11-21.'],
  badInstant: [
    '^\\d{4}-\\d\\d-\\d\\d(?:T\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d\\d:\\d\\d))?$',
    'A day, or a time with its offset: 2026-11-21T09:30:00+08:00.',
  ],
  badZone: ['^[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9][A-Za-z0-9_+-]*){0,2}$', 'A time zone: Asia/Shanghai.'],
  badCurrency: ['^[A-Z]{3}$', 'A currency: CNY.'],
  empty: ['\\S', 'Something must stand here.'],
}
