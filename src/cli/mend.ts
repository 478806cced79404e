/**
 * How a mistake is put out of the way, so that the rest of a program can be judged: by what its author probably meant, where that is clear,
 * else by leaving the part out. What comes of it is never shown to anyone; only mistakes that do not follow from it are.
 */
import type { Issue } from '../schema/issues.js'
import { nearestOf } from '../schema/nearest.js'
import type { Draft, Part } from './draft.js'

type Mend = (issue: Issue, part: Part, draft: Draft) => boolean

const text = { en: 'Text', 'zh-CN': '文本' }
/** What may stand for a key that is missing, or for a part whose name others use. */
const standIns: Readonly<Record<string, unknown>> = {
  ...{ tierkit: 1, program: 'standIn', version: '1', inForce: '2026-01-01', zone: 'UTC', currency: 'CNY' },
  ...{ events: {}, fields: {}, reviews: {}, metrics: {}, name: text, ...text },
  ...{
    window: 'lifetime',
    per: 1,
    in: 'days',
    kind: 'added',
    cost: 0,
    effortMinutes: 1,
    moves: {},
    area: 'standIn',
  },
  ...{ spend: 'oldestFirst', undo: 'sameLots', transition: { promote: 'atOnce', demote: 'atOnce' } },
  ...{ promote: 'atOnce', demote: 'atOnce', pick: 1, each: 'month', points: 0 },
  ladders: [
    {
      ...{ id: 'standInLadder', name: text, transition: { promote: 'atOnce', demote: 'atOnce' } },
      tiers: [{ id: 'standInTier', name: text }],
    },
  ],
}
/** What stands for a whole declaration, so that what names it still finds it. */
const declarations: Readonly<Record<string, unknown>> = {
  ...{ metrics: { elapsed: 'joinedAt', in: 'days' }, fields: 'number', events: {} },
  ...{ windows: { current: 'month' }, reviews: { every: 'month' }, cohorts: {} },
}

const has = (table: object, key: string): boolean => Object.prototype.hasOwnProperty.call(table, key)

/** Leaves a part out, or puts what its name needs in its place. */
const drop: Mend = (_, part, draft) => {
  const [noun, , third] = part.from
  const isDeclaration = part.from.length === 2 && third === undefined && has(declarations, String(noun))
  if (isDeclaration && !draft.isBroken(part.from)) {
    draft.put(part, declarations[String(noun)])
    return true
  }
  const key = String(part.key)
  if (has(standIns, key) && !draft.isBroken(part.from)) {
    draft.put(part, standIns[key])
    return true
  }
  return draft.remove(part)
}
const put =
  (make: (issue: Issue, part: Part) => unknown): Mend =>
  (issue, part, draft) => {
    const value = make(issue, part)
    if (value === undefined) return drop(issue, part, draft)
    draft.put(part, value)
    return true
  }
const rename = (part: Part, key: string, draft: Draft): boolean => {
  if (part.parent?.parts?.some((one) => one.key === key)) return draft.remove(part)
  draft.rename(part, key)
  return true
}

const added: Mend = (issue, part, draft) => {
  const key = String(issue.params.key)
  if (!has(standIns, key) || draft.isBroken([...part.from, key])) return drop(issue, part, draft)
  draft.add(part, key, standIns[key])
  return true
}

const retyped = ({ params }: Issue, { scalar, parts, key }: Part): unknown => {
  const expected = String(params.expected).split(', ')
  if (
    typeof scalar === 'string' &&
    expected.indexOf('number') >= 0 &&
    scalar.trim() !== '' &&
    isFinite(Number(scalar))
  )
    return Number(scalar)
  if (typeof scalar === 'number' && expected.indexOf('string') >= 0) return String(scalar)
  return !parts && (key === 'name' || key === 'note') ? text : undefined
}

/** Another word in place of one, whether it stands as a key or as a value. */
const reworded =
  (word: (issue: Issue) => string): Mend =>
  (issue, part, draft) => {
    const found = word(issue)
    if (found === '' || found.indexOf(',') >= 0) return drop(issue, part, draft)
    if (
      part.parts ||
      part.key === issue.params.name ||
      part.key === issue.params.found ||
      part.key === issue.params.id
    )
      return rename(part, found, draft)
    draft.put(part, found)
    return true
  }
const numeric = (make: (value: number, params: Issue['params']) => number): Mend =>
  put(({ params }, { scalar }) => (typeof scalar === 'number' ? make(scalar, params) : undefined))

const mends: Readonly<Partial<Record<Issue['code'], Mend>>> = {
  repeatedKey: (_, part, draft) => {
    draft.touch(part)
    return true
  },
  missingKey: added,
  emptyText: put((_, { key }) => standIns[String(key)]),
  unknownKey: (issue, part, draft) =>
    issue.params.nearest === '' ? draft.remove(part) : rename(part, String(issue.params.nearest), draft),
  noVerb: (issue, part, draft) => {
    const nearest = String(issue.params.nearest)
    const meant = part.parts?.find(({ key }) => nearest !== '' && nearestOf(String(key), [nearest]) !== '')
    return meant ? rename(meant, nearest, draft) : drop(issue, part, draft)
  },
  twoVerbs: (issue, part, draft) => {
    const second = part.parts?.find(({ key }) => key === issue.params.second)
    return second ? draft.remove(second) : drop(issue, part, draft)
  },
  notOneOf: put(({ params }) => params.nearest || String(params.options).split(', ')[0]),
  unquotedId: put((_, { scalar }) => String(scalar)),
  badId: reworded(({ params }) => String(params.nearest)),
  duplicateId: reworded(({ params }) => `${params.id}Again`),
  unknownName: reworded(({ params }) => String(params.nearest)),
  wrongType: put(retyped),
  wrongLanguage: put(() => 1),
  badZone: put(() => 'UTC'),
  unknownZone: put(() => 'UTC'),
  badCurrency: put(() => 'CNY'),
  badDate: put(() => '2026-01-01'),
  badInstant: put(() => '2026-01-01'),
  notWhole: numeric(Math.round),
  weightNotWhole: numeric((value) => Math.max(1, Math.round(value))),
  tooSmall: numeric((_, { min }) => Number(min)),
  tooBig: numeric((_, { max }) => Number(max)),
  notAboveZero: numeric(() => 1),
  tooPrecise: numeric((value) => Number(value.toPrecision(15))),
  negativeZero: numeric(() => 0),
}

/** A task in an area that nothing declares stands in one of its own: what it says can be judged without it. */
const placed = (part: Part, draft: Draft): boolean => {
  draft.put(part, standIns['area'])
  const areas = draft.at(['areas'])
  if (areas.key !== 'areas') draft.add(areas, 'areas', { standIn: text })
  else if (!areas.parts?.some(({ key }) => key === 'standIn')) draft.add(areas, 'standIn', text)
  return true
}

/** Puts a mistake out of the way; false where nothing is left. A part that was mended before and is still wrong is left out. */
export const mend = (issue: Issue, part: Part, draft: Draft, isOwn: boolean): boolean => {
  const wanted = mends[issue.code]
  if (issue.code === 'unknownName' && issue.params.what === 'area') return placed(part, draft)
  const again = draft.isBroken(part.from) && issue.code !== 'missingKey' && issue.code !== 'unknownKey'
  if (wanted && isOwn && !again) return wanted(issue, part, draft)
  return issue.code === 'missingKey' ? added(issue, part, draft) : drop(issue, part, draft)
}
