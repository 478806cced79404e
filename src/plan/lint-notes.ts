/** What the linter's rules read, and where they write what they find. */
import { findings, type Finding, type FindingCode, type FindingParams } from '../schema/findings.js'
import type { Program } from '../schema/program.js'
import { Ranges, type Grounds } from './lint-range.js'
import type { Id, Plan } from './plan.js'

export type Path = readonly (string | number)[]

/**
 * Where a program is not as its author wrote it, because a mistake was put out of the way to judge the rest: nothing is said that may only
 * come of that. `about`: whether anything at a path, within it or around it was changed; `*` stands for the items of a list. `names`:
 * whether a name stood in what was changed.
 */
export interface Doubts {
  readonly about: (path: Path) => boolean
  readonly names: (name: string) => boolean
}
const noDoubts: Doubts = { about: () => false, names: () => false }

export class Notes {
  readonly found: Finding[] = []
  readonly grounds: Grounds
  /** Of every node, whatever a merchant's values are. */
  readonly ranges: Ranges
  private readonly told = new Set<string>()

  constructor(
    readonly program: Program,
    readonly plan: Plan,
    private readonly doubts: Doubts = noDoubts,
  ) {
    this.grounds = { plan, unsure: unsureIn(plan, doubts) }
    this.ranges = new Ranges(this.grounds)
  }

  /**
   * Writes a finding down, once a path. `by`: what of the program it was judged by, its own path unless said, nodes aside; `names`: the names
   * that it did not find anywhere.
   */
  tell<C extends FindingCode>(
    code: C,
    path: Path,
    params: FindingParams<C>,
    { by = [path], names = [] }: { by?: readonly Path[]; names?: readonly string[] } = {},
  ): void {
    const key = JSON.stringify([code, path])
    if (this.told.has(key) || by.some(this.doubts.about) || names.some(this.doubts.names)) return
    this.told.add(key)
    this.found.push({ code, severity: findings[code].severity, path, params })
  }
}

/** The nodes whose meaning is in doubt. A written number is not, nor what comes from data, but for the values of a choice and the tiers of a ladder. */
const unsureIn = ({ nodes, origin }: Plan, { about }: Doubts): ReadonlySet<Id> => {
  const unsure = new Set<Id>()
  nodes.forEach((node, id) => {
    const path = origin[id]!
    if (node.op === 'value') return
    if (node.op !== 'leaf') {
      const clamp =
        (node.op === 'min' || node.op === 'max') && node.of.some((one) => nodes[one]!.op === 'value')
      // a clamp holds whatever it clamps is made of
      const parts = clamp ? clamps.map((key): Path => [...path, key]) : [path]
      if (parts.some(about)) unsure.add(id)
    } else if (node.leaf.from === 'field') {
      if (about(['fields', node.leaf.id]) || about(['choices'])) unsure.add(id)
    } else if (node.leaf.from === 'held' && about(['accounts'])) unsure.add(id)
  })
  return unsure
}
const clamps = ['min', 'max', 'atLeast', 'atMost']
