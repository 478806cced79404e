import { expect } from '@open-wc/testing'
import '../../src/define.js'
import type { TkElement } from '../../src/elements/element.js'
import { standing as schema, type Standing } from '../../src/schema/standing.js'
import { saidTexts } from './seen.js'
import { staged } from './stage.js'
import { blocked, justPromoted, lotusKitchen, movedDown, noScore, sanctioned } from './standings.js'

/** A standing without one of its parts, and which one that is. */
interface Lacking {
  readonly name: string
  readonly standing: Standing
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** Steps into a list are named by the state of what is there: one of each is enough. */
function stepOf(inside: Json): string {
  const has = typeof inside === 'object' && inside !== null && !Array.isArray(inside) ? inside : {}
  return `[${String(has['state'] ?? has['kind'] ?? '')}]`
}

/** Every part taken away, set to null or emptied, one at a time, as far as the schema takes what is left. */
function lacking(whole: Standing): Lacking[] {
  const root = JSON.parse(JSON.stringify(whole)) as { [key: string]: Json }
  const found: Lacking[] = []
  const seen = new Set<string>()
  const attempt = (name: string): void => {
    if (seen.has(name)) return
    seen.add(name)
    const { success } = schema.safeParse(root)
    if (success) found.push({ name, standing: JSON.parse(JSON.stringify(root)) as Standing })
  }
  const walk = (value: Json, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const list = Array.isArray(value)
    for (const key of Object.keys(value)) {
      const owner = value as { [key: string]: Json }
      const inside = owner[key]!
      const name = list ? path + stepOf(inside) : `${path}.${key}`
      if (!list) {
        if (inside !== null) {
          owner[key] = null
          attempt(`${name} = null`)
        }
        delete owner[key]
        attempt(`without ${name}`)
        if (Array.isArray(inside) && inside.length > 0) {
          owner[key] = []
          attempt(`${name} = []`)
        }
        owner[key] = inside
      }
      walk(inside, name)
    }
  }
  walk(root, '')
  return found
}

// the others differ from the first in score, ladders and overrides alone
const others = { noScore, blocked, movedDown, sanctioned, justPromoted }
const variants = [
  ...lacking(lotusKitchen()),
  ...Object.entries(others).flatMap(([of, make]) =>
    lacking(make())
      .filter(({ name }) => /\.(score|ladders|overrides)/.test(name))
      .map(({ name, standing }) => ({ name: `${of}: ${name}`, standing })),
  ),
]

/** Each element, and whether a standing has what it shows. */
const shown: readonly (readonly [tag: string, set: object, has: (standing: Standing) => boolean])[] = [
  ['tk-score-gauge', { openFirst: true }, ({ score }) => score !== null],
  ['tk-tier-ladder', {}, ({ ladders }) => ladders.length > 0],
  ['tk-tier-ladder', { view: 'compare' }, ({ ladders }) => ladders.length > 0],
  ['tk-task-checklist', {}, ({ tasks, path }) => tasks.length > 0 || path !== null],
  ['tk-benefit-wallet', {}, ({ benefits }) => benefits.length > 0],
  ['tk-points-ledger', {}, ({ accounts }) => accounts.length > 0],
]
/** What a text says of a value that is not there when nobody has thought of it. */
const slips = /\b(undefined|null|NaN|Invalid Date|Infinity)\b|\[object/

describe('a standing with parts missing', () => {
  it('has enough of them to be worth a test', () => {
    expect(variants.length).to.be.above(500)
  })

  const share = 4
  for (const [tag, set, has] of shown) {
    for (let turn = 0; turn < share; turn++) {
      it(`shows in ${tag} ${JSON.stringify(set)} what it has, ${turn + 1} of ${share}`, async () => {
        const element = await staged<TkElement>(tag, { ...set, standing: lotusKitchen() })
        const wrong: string[] = []
        for (let index = turn; index < variants.length; index += share) {
          const { name, standing } = variants[index]!
          element.standing = standing
          await element.updateComplete
          if (element.state !== (has(standing) ? 'ready' : 'empty')) wrong.push(`${name}: ${element.state}`)
          for (const text of saidTexts(element)) if (slips.test(text)) wrong.push(`${name}: “${text}”`)
        }
        expect(wrong).to.deep.equal([])
      }).timeout(100_000)
    }
  }
})
