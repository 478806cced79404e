import { describe, expect, it } from 'vitest'
import { evaluate } from '../../src/core/evaluate.js'
import { reviewer } from '../../src/core/review.js'
import { whatIf } from '../../src/core/what-if.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import { everything, minimal, planOf, levelAsking } from './programs.js'

const both = (en: string) => ({ en, 'zh-CN': `${en} 中` })
const record: MerchantRecord = { id: 'm', joinedAt: '2024-01-01', fields: { value: 80 } }
const at = Date.UTC(2024, 5, 15)

describe('one review', () => {
  const plan = planOf(
    minimal({
      score: {
        name: both('Score'),
        combine: 'sum',
        factors: [{ id: 'only', name: both('Only'), metric: 'value', scale: { perUnit: 2, max: 200 } }],
      },
    }),
  )
  it('says the score, the tier and the reasons of the standing', () => {
    const standing = evaluate(plan, record, at)
    const { score, factors, ladders } = reviewer(plan, record, at)()
    expect(score).toBe(160)
    expect(factors).toEqual([{ id: 'only', points: 160 }])
    expect(ladders).toEqual([
      {
        key: 'level',
        earned: 'high',
        tiers: [
          { id: 'low', enter: null, keep: null },
          { id: 'high', enter: expect.objectContaining({ have: 80, need: 70, met: true }), keep: expect.objectContaining({ have: 80, need: 70 }) }, // prettier-ignore
        ],
      },
    ])
    expect(ladders[0]!.earned).toBe(standing.ladders[0]!.earned)
  })
  it('is asked again with other values, and forgets them', () => {
    const ask = reviewer(plan, record, at)
    expect(ask({ fields: { value: 69 } })).toMatchObject({ score: 138, ladders: [{ earned: 'low' }] })
    expect(ask({ fields: { value: null } })).toMatchObject({ score: null, factors: [{ points: null }] })
    expect(ask()).toMatchObject({ score: 160, ladders: [{ earned: 'high' }] })
  })
  it('is asked with other metrics, which stay unknown where nothing says them', () => {
    const counting = planOf(
      minimal({
        metrics: { sales: { count: 'sale', window: 'lifetime', name: both('Sales') } },
        ladders: [levelAsking({ sales: { gte: 2 }, value: { gte: 3 } })],
      }),
    )
    const ask = reviewer(
      counting,
      { id: 'm', joinedAt: '2024-01-01', metrics: { sales: 1 }, fields: { value: 3 } },
      at,
    )
    expect(ask().ladders[0]!.earned).toBe('low')
    expect(ask({ metrics: { sales: 2 } }).ladders[0]!.earned).toBe('high')
    expect(ask({ metrics: { sales: 2 }, fields: { value: 2 } }).ladders[0]!.earned).toBe('low')
  })
  it('says no tier where none is earned, and no score where there is none', () => {
    const bare = planOf(
      minimal({
        ladders: [
          {
            id: 'level',
            main: true,
            name: both('Level'),
            transition: { promote: 'monthly', demote: 'monthly' },
            tiers: [
              { id: 'high', name: both('High'), enter: { value: { gte: 90 } }, keep: { value: { gte: 70 } } },
            ],
          },
        ],
      }),
    )
    const { score, factors, ladders } = reviewer(bare, record, at)()
    expect([score, factors, ladders[0]!.earned]).toEqual([null, [], null])
    expect(ladders[0]!.tiers[0]).toMatchObject({ enter: { need: 90 }, keep: { need: 70 } })
  })
  it('goes on from the log, and changes what a what-if changes', () => {
    const whole = planOf(everything('Asia/Shanghai'))
    const facts = [...Array(30).keys()].map((place) => ({
      id: `o${place}`,
      type: 'order',
      at: new Date(Date.UTC(2012, 0, 3 + place)).toISOString(),
      amount: 1000 * place,
      category: 'tea',
    }))
    const busy: MerchantRecord = { id: 'm', joinedAt: '2012-01-01', facts }
    const now = Date.UTC(2012, 2, 3)
    const ask = reviewer(whole, busy, now)
    for (const changes of [{}, { fields: { risk: 'fraud' } }]) {
      const standing = whatIf(whole, busy, now, changes)
      const review = ask(changes)
      expect(review.score).toBe(standing.score?.value ?? null)
      for (const { key, earned } of review.ladders) {
        const same = standing.ladders.find(({ id, scope }) => key === (scope ? `${id}@${scope.value}` : id))!
        expect([key, earned]).toEqual([key, same.earned])
      }
    }
  })
})
