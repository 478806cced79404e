import { describe, expect, it, test } from 'vitest'
import { findings as catalogue, type Finding, type FindingCode } from '../../src/schema/findings.js'
import { findings as en } from '../../src/words/en/findings.js'
import { sayFinding } from '../../src/words/findings.js'
import { findings as zhCN } from '../../src/words/zh-CN/findings.js'

const codes = Object.keys(catalogue) as FindingCode[]
const nouns = [
  'task',
  'benefit',
  'override',
  'account',
  'cohort',
  'score',
  'factor',
  'metric',
  'area',
  'event',
]
const paramsOf = (code: FindingCode, of = (name: string): string | number => `the-${name}`) =>
  Object.fromEntries(catalogue[code].params.map((name) => [name, of(name)]))
type Say = (params: object) => readonly string[]

describe('the words of every finding', () => {
  const samples: Record<string, string | number> = { what: 'metric', language: 'en', case: 2, before: 1 }
  const sample = (name: string) => samples[name] ?? `the-${name}`

  it.each(codes)('%s: what is found, why it matters and what to do, in both languages', (code) => {
    for (const [words, end] of [
      [en, /[.?]$/],
      [zhCN, /[。？]$/],
    ] as const) {
      const parts = (words[code] as Say)(paramsOf(code, sample))
      expect(parts).toHaveLength(3)
      for (const part of parts) {
        expect(part).toMatch(end)
        expect(part).not.toMatch(/undefined|NaN|\[object/)
      }
      expect(new Set(parts).size).toBe(3)
    }
  })

  it.each(codes)('%s: Chinese is Chinese, with spaces around what is not', (code) => {
    const all = (zhCN[code] as Say)(paramsOf(code, sample)).join('')
    expect(all).toMatch(/[\u4e00-\u9fff]/)
    expect(all).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u4e00-\u9fff]/)
    expect(all).not.toMatch(/[\u4e00-\u9fff][,.:;?!]/)
  })

  it.each(codes.filter((code) => catalogue[code].params.length > 0))(
    '%s: all its params are said',
    (code) => {
      for (const words of [en, zhCN])
        for (const name of catalogue[code].params) {
          const say = (value: string | number) =>
            (words[code] as Say)({ ...paramsOf(code, sample), [name]: value }).join(' ')
          expect(say(name === 'what' ? 'task' : 'zh-CN'), name).not.toBe(say(sample(name)))
        }
    },
  )

  it.each(nouns)('has a word for %s in Chinese', (what) => {
    expect(zhCN.unusedName({ name: 'x', what })[0]).toMatch(/^[\u4e00-\u9fff]+ `x`/)
    expect(zhCN.neverMet({ what })[1]).not.toContain('`')
  })
})

test.each<[FindingCode, Finding['params'], string, string]>([
  [
    'unusedName',
    { name: 'idle', what: 'area' },
    'Nothing names the area `idle`. What is declared and not used is often a misspelled name elsewhere. → Use it, or remove it. @ areas.idle',
    '任务领域 `idle` 没有被用到。定义了却没用到，往往是别处写错了名称。 → 用上它，或将其删除。 @ areas.idle',
  ],
  [
    'unusedName',
    { name: 'idle', what: 'metric' },
    'Nothing names the metric `idle`. What is declared and not used is often a misspelled name elsewhere. → Use it, or remove it. @ areas.idle',
    '指标 `idle` 没有被用到。定义了却没用到，往往是别处写错了名称。 → 用上它，或将其删除。 @ areas.idle',
  ],
  [
    'caseNeverChosen',
    { case: 2, before: 0 },
    'Case 2 cannot hold, whatever the values. What it gives is never given. → Correct its marks, or remove the case. @ areas.idle',
    '无论数值如何，第 2 种情形都不成立。它给出的值永远用不到。 → 修正门槛，或删除该情形。 @ areas.idle',
  ],
  [
    'textMissing',
    { language: 'zh-CN', found: 'Sell' },
    '"Sell" is not in Chinese. Every text is shown in English and in Chinese. → Write it in Chinese. @ areas.idle',
    '“Sell”不是中文。每段文本都会以英文和中文展示。 → 补上中文文本。 @ areas.idle',
  ],
])('%s is said with its path', (code, params, english, chinese) => {
  const finding: Finding = { code, severity: 'warning', path: ['areas', 'idle'], params }
  const said = (locale: 'en' | 'zh-CN') => {
    const { text, fix, path } = sayFinding(finding, locale)
    return `${text} → ${fix} @ ${path}`
  }
  expect([said('en'), said('zh-CN')]).toEqual([english, chinese])
})
