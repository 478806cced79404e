/** What tiers ask part by part, and what each part speaks of: how engines name a condition that is not met. */
import { peersLeafOf } from './asked.js'
import type { Id, LadderPlan, Name, Plan } from './plan.js'
import { operandsOf } from './reach.js'

/** By tier, the nodes of the parts that its entry asks, all of which have to hold. */
export const rulesOf = ({ tiers }: LadderPlan, plan: Plan): Id[][] =>
  tiers.map(({ enter }) => {
    if (enter === null) return []
    const node = plan.nodes[enter]!
    return node.op === 'atLeast' && node.n === node.of.length ? [...node.of] : [enter]
  })

/** What a rule speaks of: the first names on the way down; of a choice between values only what holds otherwise. */
export const namesUnder = (plan: Plan, id: Id): Name[] => {
  const name = plan.names[id]
  if (name) return [name]
  const node = plan.nodes[id]!
  if (node.op === 'leaf' && node.leaf.from === 'held') {
    const { id: key } = node.leaf
    const watch = plan.clockwork.watches.find((one) => one.key === key)
    return watch ? namesUnder(plan, watch.condition) : []
  }
  const peers = peersLeafOf(plan, id)
  if (peers) return 'of' in peers ? namesUnder(plan, peers.of) : []
  const below = node.op === 'pick' ? [node.otherwise] : operandsOf(node)
  return below.flatMap((operand) => namesUnder(plan, operand))
}
