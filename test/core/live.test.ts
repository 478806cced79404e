/** What the fold keeps from moment to moment is what would be read anew at each of them. */
import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { advance } from '../../src/core/advance.js'
import { Live } from '../../src/core/live.js'
import { Values } from '../../src/core/values.js'
import { wholeLanguage } from './language.js'
import { planOf } from './programs.js'
import { record, SPAN, START } from './random-merchant.js'

afterEach(() => vi.restoreAllMocks())

/** Reads every node, kept and anew, whenever the fold reads one; says how often. */
const compared = (): { times: number } => {
  const seen = { times: 0 }
  const now = Live.prototype.now
  vi.spyOn(Live.prototype, 'now').mockImplementation(function (this: Live, ...at) {
    now.call(this, ...at)
    const { plan, merchant, held, moment } = this
    const anew = new Values(plan, merchant, held, moment)
    plan.nodes.forEach((_, id) => {
      if (this.get(id) === anew.get(id)) return
      expect({ id, at, kept: this.get(id) }).toEqual({
        id,
        at,
        kept: anew.get(id),
      })
    })
    seen.times += 1
    return this
  })
  return seen
}

test.each(['Asia/Shanghai', 'Pacific/Apia'])(
  'every node says at every moment what it would say anew, in %s',
  (zone) => {
    const plan = planOf(wholeLanguage(zone))
    const seen = compared()
    fc.assert(
      fc.property(record, (merchant) => {
        advance(plan, merchant, START + SPAN)
      }),
      { numRuns: Math.ceil(Number(process.env['TIERKIT_RUNS'] ?? 20) / 2) },
    )
    expect(seen.times).toBeGreaterThan(1000)
  },
)
