/** What the linter's rules read, and where they write what they find. */
import { findings, type Finding, type FindingCode, type FindingParams } from '../schema/findings.js'
import type { Program } from '../schema/program.js'
import { Ranges } from './lint-range.js'
import { reachOf } from './reach.js'
import type { Id, Plan } from './plan.js'

export type Path = readonly (string | number)[]

export class Notes {
  readonly found: Finding[] = []
  /** Of every node, whatever a merchant's values are. */
  readonly ranges: Ranges
  private readonly told = new Set<string>()

  constructor(
    readonly program: Program,
    readonly plan: Plan,
  ) {
    this.ranges = new Ranges(plan)
  }

  /** Writes a finding down, once a path. `by`: what else it was judged by, parts of the program or nodes of the plan. */
  tell<C extends FindingCode>(
    code: C,
    path: Path,
    params: FindingParams<C>,
    by: { paths?: readonly Path[]; nodes?: readonly (Id | null)[] } = {},
  ): void {
    const key = JSON.stringify([code, path])
    if (this.told.has(key)) return
    this.told.add(key)
    const reads = [path, ...(by.paths ?? []), ...partsUnder(this.plan, by.nodes ?? [])]
    this.found.push({ code, severity: findings[code].severity, path, params, reads })
  }
}

/** The parts of the program that nodes are made of: the score as a whole, each metric, segment and the like by itself. */
const partsUnder = ({ nodes, origin }: Plan, roots: readonly (Id | null)[]): Path[] => {
  const parts = new Map<string, Path>()
  for (const id of reachOf(nodes, roots)) {
    const [noun, name] = origin[id]!
    // what a ladder, a benefit or a task asks stands in itself
    if (noun === undefined || inItself.indexOf(String(noun)) >= 0) continue
    const part = noun === 'score' || name === undefined ? [noun] : [noun, name]
    parts.set(JSON.stringify(part), part)
  }
  return [...parts.values()]
}
const inItself = ['ladders', 'accounts', 'overrides', 'benefits', 'tasks']
