import { describe, expect, test } from 'vitest'
import { compile } from '../../src/plan/compile.js'
import { program as schema } from '../../src/schema/program.js'
import { readValue } from '../../src/schema/read.js'
import { zoneNear } from '../../src/schema/zones.js'
import { sayIssue } from '../../src/words/issues.js'
import { minimal } from '../core/programs.js'

/** What the first mistake of a program is answered with: rule and fix, in both languages. */
const told = (over: Record<string, unknown>): string[] => {
  const { value, issues } = readValue(minimal(over), schema)
  const [first] = value ? compile([value]).issues : issues
  return (['en', 'zh-CN'] as const).map((locale) => {
    const { text, fix } = sayIssue(first!, locale)
    return `${text} ${fix}`
  })
}
const words = { en: 'A', 'zh-CN': '甲' }
const asked = (test: unknown, subject = 'value') => ({ segments: { good: { [subject]: test } } })
const window = { rolling: { days: 90 } }
const flag = { fields: { value: 'number', open: 'flag' } }

describe('a mistake that many make is answered with how to write it', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['a bare number as a test', asked(60), '{ "gte": … }', '{ "gte": … }'],
    ['a number in quotes as a mark', asked({ gte: '60' }), 'Remove the quotes.', '去掉引号。'],
    ['a sign of another language', asked({ '>=': 60 }), 'Did you mean `gte`?', '是否应为 `gte`？'],
    ['two marks in one', asked({ between: [1, 2] }), 'Did you mean `gte` or `lt`?', '`gte` 或 `lt`'],
    ['a flag that is compared', { ...flag, ...asked({ eq: true }, 'open') }, 'true or false bare', '直接写 true 或 false'],
    ['a name in one language', { name: 'Small' }, 'Write { "en": "…", "zh-CN": "…" }.', '改为 { "en": "…", "zh-CN": "…" }。'],
    ['a window where its id stands', { metrics: { sales: { count: 'sale', window } } }, 'under `windows`', '在 `windows` 中定义'],
    ['a day that is in no calendar', { inForce: '2024-02-30' }, '2024-02 has 29 days.', '2024-02 只有 29 天。'],
    ['a time on such a day', { inForce: '2023-02-29T00:00:00Z' }, '2023-02 has 28 days.', '2023-02 只有 28 天。'],
    ['a city that is no zone', { zone: 'Europe/Wien' }, 'Did you mean `Europe/Vienna`?', '是否应为 `Europe/Vienna`？'],
    ['a length without its unit', { windows: { w: { rolling: 90 } } }, '{ "days": 90 }', '{ "days": 90 }'],
  ])('%s', (_, over, english, chinese) => {
    const [en, zh] = told(over)
    expect(en).toContain(english)
    expect(zh).toContain(chinese)
  }) // prettier-ignore

  test('a tier that there is not, in what a ladder chooses', () => {
    const points = { by: 'level', use: { golden: 2 }, else: 1 }
    const base = { id: 'coins', name: words, spend: 'oldestFirst', undo: 'sameLots' }
    const accounts = [{ ...base, earn: [{ on: 'sale', points }] }]
    const [en, zh] = told({ accounts })
    expect(en).toContain('Here stands a tier.')
    expect(zh).toContain('此处应为等级的标识。')
  })

  test('what else a guard may say', () => {
    const factor = { id: 'f', name: words, metric: 'value', scale: { perUnit: 1, max: 5 } }
    const guard = { needs: { value: { gte: 1 } }, else: 'none' }
    const [en, zh] = told({ score: { name: words, combine: 'sum', factors: [{ ...factor, guard }] } })
    expect(en).toContain('or points: { "points": … }')
    expect(zh).toContain('{ "points": … }')
  })
})

test.each([
  ['Asia/Beijing', 'Asia/Shanghai'],
  ['America/San_Francisco', 'America/Los_Angeles'],
  ['Asia/Shangai', 'Asia/Shanghai'],
  ['London', 'Europe/London'],
  ['Mars/Olympus', ''],
])('the zone meant by %s is %j', (found, zone) => {
  expect(zoneNear(found)).toBe(zone)
})
