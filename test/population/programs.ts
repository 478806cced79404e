import { readFileSync } from 'node:fs'
import { compile } from '../../src/plan/compile.js'
import type { Plan } from '../../src/plan/plan.js'
import { program, type Program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'

/** A program of this repository, by its path from the root. */
export const programAt = (path: string): Program =>
  readText(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), program).value!
export const planOf = (document: Program): Plan => compile([document]).value!

export const demoPrograms = ['demo/programs/marketplace-membership.json', 'demo/programs/store-score.json']
export const superhost = 'test/programs/airbnb-superhost.json'

const words = (en: string) => ({ en, 'zh-CN': en })
/** A program of some nouns; every tier, ladder, factor and task in it is named by its id. */
export const programOf = (nouns: object): Program => {
  const document = {
    ...{ tierkit: 1, program: 'peersTest', version: '1', inForce: '2020-01-01', zone: 'Asia/Shanghai' },
    ...{ currency: 'CNY', name: words('Test'), events: {}, fields: {}, metrics: {} },
    reviews: { monthly: { every: 'month', day: 1 } },
    ...nouns,
  }
  const text = JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'object' && value !== null && 'id' in value && !('name' in value)
      ? { ...value, name: words(String(value.id)) }
      : value,
  )
  const { value, issues } = readText(text, program)
  if (value === null) throw new Error(JSON.stringify(issues))
  return value
}
/** A ladder that is decided once a month. */
export const ladderOf = (tiers: object[], more: object = {}): object => ({
  ...{ id: 'level', main: true, tiers, transition: { promote: 'monthly', demote: 'monthly' } },
  ...more,
})
