import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { minimal, planOf } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const at = (iso: string): number => Date.parse(iso)
const valued = (...dated: [string, number | null][]): MerchantRecord => ({
  id: 'm',
  joinedAt: '2025-01-01',
  facts: [],
  fields: { value: dated.map(([from, value]) => ({ from, value })) },
})

describe('benefits', () => {
  test('a quota of hundreds can be used up', () => {
    const plan = planOf(
      minimal({
        benefits: [
          {
            id: 'label',
            kind: 'logistics',
            name: both('Label'),
            requires: { level: { gte: 'low' } },
            quota: { times: 150, each: 'month' },
            cost: 1,
          },
        ],
      }),
    )
    const facts = Array.from({ length: 150 }, (_, place) => ({
      id: `u${place}`,
      type: 'tk.useBenefit',
      at: new Date(at('2025-03-02T00:00:00Z') + place * 60_000).toISOString(),
      benefit: 'label',
    }))
    expect(
      evaluate(plan, { id: 'm', joinedAt: '2025-01-01', facts }, at('2025-03-03T00:00:00Z')).benefits[0],
    ).toMatchObject({ state: 'used', quota: { used: 150, left: 0 } })
  })
  test('a standing is read again when a choice runs out', () => {
    const plan = planOf(
      minimal({
        benefits: [
          {
            id: 'gift',
            kind: 'added',
            name: both('Gift'),
            requires: { value: { gte: 1 } },
            cost: 1,
            choose: { pick: 1, within: { days: 2 }, options: [{ id: 'tea', name: both('Tea') }] },
          },
        ],
      }),
    )
    const record = valued(['2025-03-01T10:15:00Z', 5])
    expect(evaluate(plan, record, at('2025-03-03T09:00:00Z')).nextMomentAt).toBe('2025-03-03T10:15:00.000Z')
    expect(evaluate(plan, record, at('2025-03-03T10:15:00Z')).benefits[0]!.state).toBe('expired')
  })
})
