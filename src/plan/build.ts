/** The node list while it grows, and the names it is written against. Equal nodes are one node, so what is asked twice is computed once. */
import type { Condition, Value } from '../schema/condition.js'
import type { Program } from '../schema/program.js'
import { issueAt, type Issue, type IssueCode, type IssueParams } from '../schema/issues.js'
import { nearestOf } from '../schema/nearest.js'
import type { Text, Unit } from '../schema/text.js'
import type { CohortPlan, Id, Name, Node, Plan, Scope, ScorePlan, WatchPlan } from './plan.js'
import { microOf } from './operations.js'

export type Path = readonly (string | number)[]
export type NameKind =
  | 'metric'
  | 'field'
  | 'segment'
  | 'ladder'
  | 'override'
  | 'account'
  | 'event'
  | 'window'
  | 'review'
  | 'cohort'
  | 'choice'
  | 'benefit'
  | 'task'
  | 'factor'
  | 'score'

/** What a name stands for: its value, the node that is 1 where it does not apply, and the ids of its values where it is a choice or a tier. */
export interface Subject {
  node: Id
  unit: Unit
  exempt: Id | null
  values: string[] | null
}
type Fields = Readonly<Record<string, { unit: Unit; choice: string | null; name: Text | null }>>
/** What the nouns' files ask of each other; `compile` ties them together, so that no file imports the other. */
export interface Compiler {
  readonly program: Program
  readonly build: Build
  readonly tiers: Readonly<Record<string, { ids: string[]; names: Text[] }>>
  readonly fields: Fields
  readonly eventFields: (event: string) => Fields
  readonly watches: WatchPlan[]
  readonly cohorts: Record<string, CohortPlan>
  metric(id: string, scope: Scope | null, path: Path): Subject | null
  score(scope: Scope | null): ScorePlan | null
  /** The score as conditions and ranks read it. */
  scoreNode(scope: Scope | null): Id | null
  /** The key under which ranks of a name come with a record: its id, and `@value` where a scope makes another number of it. */
  keyOf(id: string, subject: Subject, scope: Scope | null, path: Path): string
  cohort(id: string, scope: Scope | null, path: Path): CohortPlan | null
  /** Whether a name is a review that happens at known instants, which a continuous one does not. */
  review(id: string, path: Path): boolean
  condition(condition: Condition, scope: Scope | null, path: Path): Id
  number(value: Value<number>, scope: Scope | null, path: Path): Id
  /** The same compiler where conditions read another score, which is ranked under another key. */
  scoring(node: Id, key: string): Compiler
}

const integerUnits: Readonly<Partial<Record<Unit, true>>> = {
  money: true,
  integer: true,
  days: true,
  months: true,
  points: true,
  flag: true,
  date: true,
  choice: true,
  tier: true,
}

const few = 6 // names that a sentence can list

export class Build {
  readonly nodes: Node[] = []
  readonly origin: Plan['origin'] = []
  readonly names: Record<Id, Name> = {}
  readonly issues: Issue[] = []
  readonly kinds = new Map<string, NameKind>()
  private readonly told = new Set<string>()
  private readonly known = new Map<string, Id>()
  private readonly onGrid = new Set<Id>()

  add(node: Node, path: Path): Id {
    const key = JSON.stringify(node)
    const found = this.known.get(key)
    if (found !== undefined) return found
    const id = this.nodes.push(node) - 1
    this.origin.push([...path])
    this.known.set(key, id)
    return id
  }

  value(value: number | null, path: Path): Id {
    return this.add({ op: 'value', value }, path)
  }

  all(of: Id[], path: Path): Id {
    return of.length === 1 ? of[0]! : this.add({ op: 'atLeast', n: of.length, of }, path)
  }

  /** A value on the grid of 1e-6, where comparisons read it. */
  grid(x: Id, path: Path): Id {
    if (this.onGrid.has(x)) return x
    const id = this.add(
      { op: 'grid', x: this.add({ op: 'micro', x }, path), over: this.value(1, path) },
      path,
    )
    this.mark(id)
    if (this.names[x]) this.names[id] ??= this.names[x]
    return id
  }

  /** Says that a node's values lie on the grid already. */
  mark(id: Id): Id {
    this.onGrid.add(id)
    return id
  }

  /** Whether values of a unit are whole numbers. */
  isWhole(unit: Unit): boolean {
    return integerUnits[unit] === true
  }

  /** A named value as comparisons read it: whole numbers as they are, the rest on the grid. */
  comparable(x: Id, unit: Unit, path: Path): Id {
    return this.isWhole(unit) ? x : this.grid(x, path)
  }

  /** A mark of a comparison, on the same grid as what it is compared with. */
  mark6(value: number, unit: Unit, path: Path): Id {
    return this.value(this.isWhole(unit) ? value : microOf(value) / 1e6, path)
  }

  name(id: Id, name: Name): void {
    this.names[id] ??= name
  }

  issue<C extends IssueCode>(code: C, path: Path, params: IssueParams<C>): void {
    this.tell([issueAt(code, [...path], params)])
  }
  tell(issues: readonly Issue[]): void {
    for (const issue of issues) {
      // A rule compiled for several scopes is told once.
      const key = JSON.stringify([issue.code, issue.path])
      if (this.told.has(key)) continue
      this.told.add(key)
      this.issues.push(issue)
    }
  }

  /** Says that a name is none of those known there; the nearest of them, else all where they are few. */
  unknown(name: string, what: string, known: readonly string[], path: Path): void {
    const nearest = nearestOf(name, known) || (known.length <= few ? known.join(', ') : '')
    this.issue('unknownName', path, { name, what, nearest })
  }

  /** Says that a name is unknown, or of another kind than is asked for there; returns whether it is one of `kinds`. */
  expect(id: string, kinds: readonly NameKind[], path: Path): boolean {
    const kind = this.kinds.get(id)
    if (kind !== undefined && kinds.includes(kind)) return true
    if (kind === undefined) {
      const candidates: string[] = []
      this.kinds.forEach((other, name) => {
        if (kinds.includes(other)) candidates.push(name)
      })
      this.issue('unknownName', path, {
        name: id,
        what: kinds.join(', '),
        nearest: nearestOf(id, candidates),
      })
    } else this.issue('wrongKindOfName', path, { name: id, what: kinds.join(', '), found: kind })
    return false
  }
}
