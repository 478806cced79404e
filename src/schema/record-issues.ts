/** What a record says that its program does not know: a name that is not in the dictionary is a mistake, never ignored. */
import { isInstant } from './date.js'
import type { Field } from './dictionary.js'
import { issueAt, type Issue, type IssuePath } from './issues.js'
import { maxIssues } from './limits.js'
import { nearestOf } from './nearest.js'
import type { Program } from './program.js'
import type { Fact, MerchantRecord } from './record.js'

type Noun = 'field' | 'metric' | 'event' | 'account' | 'cohort'
/** What a declared type asks of a value: its Issue, or null where the value is right. */
type Rule = (value: unknown, path: IssuePath) => Issue | null
/** By name, the rules of all versions that declare it; a value is right where one of them takes it. */
type Rules = Map<string, Rule[]>
type Nouns = Readonly<Record<Noun, ReadonlyMap<string, unknown>>>

/** What is wrong with a record that its schema took, at most 100 Issues: fields first, then metrics, peers and facts. Names declared in any version count. */
export function recordIssues(programs: readonly Program[], record: MerchantRecord): Issue[] {
  const issues: Issue[] = []
  const tell = (issue: Issue | null): unknown => issue && issues.push(issue)
  const { fields, metrics, events, accounts, cohorts, scopes } = dictionaryOf(programs)
  const nouns: Nouns = { field: fields, metric: metrics, event: events, account: accounts, cohort: cohorts }

  for (const [id, value] of Object.entries(record.fields ?? {})) {
    const rules = fields.get(id)
    if (!rules) tell(unknown(id, 'field', ['fields', id], nouns))
    else if (!Array.isArray(value)) tell(broken(rules, value, ['fields', id]))
    else value.forEach((one, place) => tell(broken(rules, one.value, ['fields', id, place, 'value'])))
  }
  const scoped = (name: string, what: readonly Noun[], path: IssuePath): void => {
    const [id = '', scope] = name.split('@')
    if (!what.some((noun) => nouns[noun].has(id))) tell(unknown(id, what, path, nouns, name))
    else if (scope !== undefined && scopes.indexOf(scope) < 0) {
      const nearest = nearestOf(name, scopes.map((value) => `${id}@${value}`)) // prettier-ignore
      tell(issueAt('unknownName', path, { name, what: what.join(', '), nearest }))
    }
  }
  for (const name of Object.keys(record.metrics ?? {})) scoped(name, ['metric'], ['metrics', name])
  for (const [from, standings] of Object.entries(record.peers ?? {}))
    for (const [cohort, { ranks = {}, cuts = {} }] of Object.entries(standings)) {
      const path = ['peers', from, cohort]
      scoped(cohort, ['cohort'], path)
      for (const [part, names] of [
        ['ranks', ranks],
        ['cuts', cuts],
      ] as const)
        // prettier-ignore
        for (const name of Object.keys(names)) if (!isScore(name)) scoped(name, ranked, [...path, part, name])
    }
  const facts = record.facts ?? []
  for (let place = 0; place < facts.length && issues.length < maxIssues; place++) {
    const one = facts[place]!
    if (one.type.startsWith('tk.')) continue // a command's
    const keys = events.get(one.type)
    if (!keys) tell(unknown(one.type, 'event', ['facts', place, 'type'], nouns))
    else factIssues(one, keys, ['facts', place]).forEach(tell)
  }
  return issues.slice(0, maxIssues)
}

/** What may be ranked, beside the score, which every program may have. */
const ranked: readonly Noun[] = ['metric', 'field', 'account']
const isScore = (name: string): boolean => name.split('@')[0] === 'score'

/** The one name that goes on where another ends: `amountCents` for `amount`. */
const longerOf = (name: string, known: readonly string[]): string => {
  const longer = known.filter((one) => one.startsWith(name) || name.startsWith(one))
  return longer.length === 1 ? longer[0]! : ''
}

const everyFact = ['id', 'type', 'at', 'seen', 'ref']

function factIssues(fact: Fact, rulesOf: Rules, path: IssuePath): Issue[] {
  const issues: Issue[] = []
  for (const key of Object.keys(fact)) {
    if (everyFact.indexOf(key) >= 0) continue
    const rules = rulesOf.get(key)
    const known = [...rulesOf.keys()]
    const issue = rules
      ? broken(rules, fact[key], [...path, key])
      : issueAt('unknownKey', [...path, key], {
          key,
          nearest: nearestOf(key, known) || longerOf(key, known),
          known: known.join(', '),
        })
    if (issue) issues.push(issue)
  }
  return issues
}

function dictionaryOf(programs: readonly Program[]) {
  const metrics = new Map<string, true>()
  const fields: Rules = new Map()
  const events = new Map<string, Rules>()
  const accounts = new Map<string, true>()
  const cohorts = new Map<string, true>()
  const scopes: string[] = []
  for (const program of programs) {
    const { choices = {} } = program
    for (const id of Object.keys(program.metrics)) metrics.set(id, true)
    for (const { id } of program.accounts ?? []) accounts.set(id, true)
    for (const id of Object.keys(program.cohorts ?? {})) cohorts.set(id, true)
    for (const [id, field] of Object.entries(program.fields)) add(fields, id, ruleOf(field, choices))
    for (const [id, event] of Object.entries(program.events)) {
      const keys: Rules = events.get(id) ?? new Map<string, Rule[]>()
      for (const [key, field] of Object.entries(event.fields ?? {})) add(keys, key, ruleOf(field, choices))
      events.set(id, keys)
    }
    for (const { scope } of program.ladders) if (scope) scopes.push(...Object.keys(choices[scope.by] ?? {}))
  }
  return { fields, metrics, events, accounts, cohorts, scopes }
}

const add = (rules: Rules, id: string, rule: Rule): unknown => rules.set(id, [...(rules.get(id) ?? []), rule])

/** The name is declared as something else, or nowhere. */
function unknown(id: string, of: Noun | readonly Noun[], path: IssuePath, nouns: Nouns, name = id): Issue {
  const kinds = typeof of === 'string' ? [of] : of
  const what = kinds.join(', ')
  const found = (['field', 'metric', 'event', 'account', 'cohort'] as const).find((noun) =>
    nouns[noun].has(id),
  )
  if (found) return issueAt('wrongKindOfName', path, { name, what, found })
  const nearest = nearestOf(id, kinds.flatMap((kind) => [...nouns[kind].keys()])) // prettier-ignore
  return issueAt('unknownName', path, { name, what, nearest: nearest && nearest + name.slice(id.length) })
}

/** Null means unknown, whatever the type. */
function broken(rules: readonly Rule[], value: unknown, path: IssuePath): Issue | null {
  if (value === null) return null
  let issue: Issue | null = null
  for (const rule of rules) {
    issue = rule(value, path)
    if (!issue) return null
  }
  return issue
}

const wrongType = (value: unknown, expected: string, path: IssuePath): Issue =>
  issueAt('wrongType', path, { found: Array.isArray(value) ? 'array' : typeof value, expected })

const number: Rule = (value, path) => (typeof value === 'number' ? null : wrongType(value, 'number', path))
const whole: Rule = (value, path) =>
  number(value, path) ??
  (Number.isInteger(value) ? null : issueAt('notWhole', path, { found: value as number }))
const byUnit: Readonly<Record<string, Rule>> = {
  money: whole,
  integer: whole,
  number,
  percent: number,
  days: number,
  id: (value, path) => (typeof value === 'string' ? null : wrongType(value, 'string', path)),
  flag: (value, path) => (typeof value === 'boolean' ? null : wrongType(value, 'boolean', path)),
  date: (value, path) => {
    if (typeof value !== 'string') return wrongType(value, 'string', path)
    return isInstant(value) ? null : issueAt('badInstant', path, { found: value })
  },
}

/** A type that is no unit names a choice; one that is neither is the compiler's to refuse. */
function ruleOf(field: Field, choices: Readonly<Record<string, object>>): Rule {
  const type = typeof field === 'string' ? field : field.type
  const options = Object.keys(choices[type] ?? {})
  return (
    byUnit[type] ??
    ((value, path) => {
      if (typeof value !== 'string') return wrongType(value, 'string', path)
      if (options.length === 0 || options.indexOf(value) >= 0) return null
      const nearest = nearestOf(value, options)
      return issueAt('notOneOf', path, { found: value, options: options.join(', '), nearest })
    })
  )
}
