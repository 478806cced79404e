/** How many of a benefit a step takes from what there is for all merchants, or gives back. */
import type { Plan } from '../../src/plan/plan.js'
import type { Fact, Held } from '../../src/schema/record.js'

/** What uses one up by itself; the second of two steps does not, since the first one did. */
const uses: Readonly<Record<string, true>> = {
  'tk.useBenefit': true,
  'tk.redeemBenefit': true,
  'tk.chooseBenefit': true,
}
const isUse = (fact: Fact): boolean => uses[fact.type] === true && fact['redemption'] === undefined

/** By benefit of which there are only so many. `reversed`: what the step's command takes back, where it takes something back. */
export function stockMoved(
  plan: Plan,
  before: Held,
  after: Held,
  facts: readonly Fact[],
  reversed: Fact | undefined,
): Record<string, number> {
  const moved: Record<string, number> = {}
  for (const { id, stock } of plan.clockwork.benefits) {
    if (stock === null) continue
    const used = facts.filter((fact) => isUse(fact) && fact['benefit'] === id).length
    const back = reversed && isUse(reversed) && reversed['benefit'] === id ? 1 : 0
    const kept = new Set((after.benefits[id]?.redemptions ?? []).map((one) => one.id))
    // a redemption that was held and is gone: released, or nobody came for it in time
    const released = (before.benefits[id]?.redemptions ?? []).filter(
      (one) => one.usedAt === null && !kept.has(one.id),
    ).length
    const more = back + released - used
    if (more !== 0) moved[id] = more
  }
  return moved
}
