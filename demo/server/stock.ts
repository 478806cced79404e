/** Which uses of benefits, of which there are only so many for all merchants, a step makes and gives back. */
import { instantMsOf } from '../../src/plan/calendar.js'
import type { Plan } from '../../src/plan/plan.js'
import type { Fact, Held, MerchantRecord } from '../../src/schema/record.js'

/** By the ids of the facts that used one. */
export interface Uses {
  readonly made: readonly string[]
  readonly givenBack: readonly string[]
}

/** What uses one up by itself; the second of two steps does not, since the first one did. */
const uses: Readonly<Record<string, true>> = {
  'tk.useBenefit': true,
  'tk.redeemBenefit': true,
  'tk.chooseBenefit': true,
}
const isUseOf = (benefit: string, fact: Fact | undefined): fact is Fact =>
  fact !== undefined &&
  uses[fact.type] === true &&
  fact['redemption'] === undefined &&
  fact['benefit'] === benefit

/**
 * By benefit of which there are only so many, where a step has changed anything. `record` as the step has left it, with what its facts
 * refer to. A use is given back once: when it is undone, by an operator's command or by an event of the program that undoes; or when a
 * redemption is released, or nobody came for it in time.
 */
export function usesMoved(plan: Plan, before: Held, record: MerchantRecord): ReadonlyMap<string, Uses> {
  const facts = record.facts ?? []
  const after = record.held!
  const [fromMs, toMs] = [Date.parse(before.at), Date.parse(after.at)]
  const known = facts.filter((fact) => seenMsOf(plan, fact) <= fromMs)
  // one that is dated ahead is learned by a later step
  const learned = facts.filter((fact) => seenMsOf(plan, fact) > fromMs && seenMsOf(plan, fact) <= toMs)
  const undone = firstUndone(plan, facts, known, learned)
  const moved = new Map<string, Uses>()
  for (const { id: benefit, stock } of plan.clockwork.benefits) {
    if (stock === null) continue
    const held = (before.benefits[benefit]?.redemptions ?? []).filter(({ usedAt }) => usedAt === null)
    const left = new Set((after.benefits[benefit]?.redemptions ?? []).map(({ id }) => id))
    const released = held.map(({ id }) => id).filter((id) => !left.has(id))
    const taken = undone.filter((fact) => isUseOf(benefit, fact) && wasTaken(fact, facts))
    const made = learned.filter((fact) => isUseOf(benefit, fact)).map(({ id }) => id)
    const givenBack = [...released, ...taken.map(({ id }) => id)]
    if (made.length > 0 || givenBack.length > 0) moved.set(benefit, { made, givenBack })
  }
  return moved
}

const seenMsOf = (plan: Plan, { at, seen = at }: Fact): number => instantMsOf(seen, plan.clockwork.zone)

/** What is undone by what was learned and had not been undone before: undone again, it gives nothing back. */
function firstUndone(
  plan: Plan,
  facts: readonly Fact[],
  known: readonly Fact[],
  learned: readonly Fact[],
): Fact[] {
  const undoing = new Set([...Object.values(plan.clockwork.undoneBy), 'tk.reverse'])
  const refsOf = (some: readonly Fact[]): ReadonlySet<unknown> =>
    new Set(some.filter(({ type }) => undoing.has(type)).map(({ ref }) => ref))
  const [before, now] = [refsOf(known), refsOf(learned)]
  return facts.filter(({ id }) => now.has(id) && !before.has(id))
}

/** Whether the thing itself was given: a redemption that nobody captured was given back when its price was. */
const wasTaken = ({ id, type }: Fact, facts: readonly Fact[]): boolean =>
  type !== 'tk.redeemBenefit' ||
  facts.some((fact) => fact.type === 'tk.useBenefit' && fact['redemption'] === id)
