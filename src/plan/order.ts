/** In which order one moment decides the ladders, and which of them ask for themselves. */
import type { Compiler } from './build.js'
import { reachOf } from './reach.js'
import type { Id, LadderPlan } from './plan.js'

/** The ladders with those that others name first, else as they are written. An Issue where they name themselves or each other. */
export const inOrder = (compiler: Compiler, ladders: readonly LadderPlan[]): LadderPlan[] => {
  const named = new Map(ladders.map((ladder) => [ladder.key, namedBy(compiler, ladder)]))
  const ordered: LadderPlan[] = []
  const done = new Set<string>()
  const asked: string[] = []
  const decide = (ladder: LadderPlan): void => {
    if (done.has(ladder.key)) return
    const place = asked.indexOf(ladder.key)
    if (place >= 0) {
      const names = [...asked.slice(place), ladder.key].join(' -> ')
      const at = compiler.program.ladders.findIndex(({ id }) => id === ladder.id)
      compiler.build.issue('cycle', ['ladders', at], { names })
      return
    }
    asked.push(ladder.key)
    for (const other of ladders) if (named.get(ladder.key)!.has(other.key)) decide(other)
    asked.pop()
    done.add(ladder.key)
    ordered.push(ladder)
  }
  ladders.forEach(decide)
  return ordered
}

/** The ladders whose tiers decide one ladder's; also by what is remembered of decisions, for the running one counts. */
const namedBy = ({ build, watches }: Compiler, { earned }: LadderPlan): Set<string> => {
  const names = new Set<string>()
  const seen = new Set<Id>()
  let open: Id[] = [earned]
  while (open.length > 0) {
    const found = reachOf(build.nodes, open).filter((id) => !seen.has(id))
    open = []
    for (const id of found) {
      seen.add(id)
      const node = build.nodes[id]!
      if (node.op !== 'leaf' || node.leaf.from !== 'held') continue
      const { leaf } = node
      if (leaf.what === 'tier') names.add(leaf.id)
      const watch = watches.find(({ key }) => key === leaf.id)
      if (watch) open.push(watch.condition)
    }
  }
  return names
}
