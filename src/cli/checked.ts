/**
 * Everything that is wrong with the text of a program, in one go: where a mistake would hide others it is put out of the way, and what
 * only follows from that is not told.
 */
import { compile } from '../plan/compile.js'
import { lint } from '../plan/lint.js'
import type { Doubts } from '../plan/lint-notes.js'
import type { Plan } from '../plan/plan.js'
import type { Finding, Severity } from '../schema/findings.js'
import type { Issue, IssuePath, Place } from '../schema/issues.js'
import { program as programSchema, type Program } from '../schema/program.js'
import { placed, readValue, type Reading } from '../schema/read.js'
import { sayFinding } from '../words/findings.js'
import { sayIssue } from '../words/issues.js'
import type { Locale } from '../words/locale.js'
import { Draft, type Part } from './draft.js'
import { mend } from './mend.js'

/** One thing that is wrong, said. */
export interface Complaint {
  readonly place: Place | null
  readonly severity: Severity
  readonly code: Issue['code'] | Finding['code']
  readonly path: IssuePath
  readonly params: Issue['params']
  readonly text: string
  readonly fix: string
  readonly where: string
}

/** What a program may be mended before one gives up: more than any real one has mistakes. */
const mostRounds = 60

/** What is wrong with one program, and the program itself where no error is among it. */
export const checkedProgram = (
  value: unknown,
  reading: Pick<Reading<unknown>, 'placeOf'>,
  locale: Locale,
  found: readonly Issue[],
): { complaints: Complaint[]; program: Program | null } => {
  const draft = new Draft(value)
  const judged = new Judged(draft, found)
  const { program, plan } = judged.run()
  const findings = program && plan ? lint(program, plan, doubtsOf(draft)) : []
  const complaints = [
    ...judged.issues.map((issue) => ofIssue(issue.place ? issue : placed(issue, reading), locale)),
    ...findings.map((finding) => {
      const path = draft.origin(finding.path)
      const own = { ...finding, path }
      return {
        ...own,
        place: placed(own as unknown as Issue, reading).place ?? null,
        ...said(sayFinding(own, locale)),
      }
    }),
  ]
  return { complaints, program: judged.issues.length === 0 ? program : null }
}

/** What is wrong with a text that is not read at all, or not as one program. */
export const ofIssue = (issue: Issue, locale: Locale): Complaint => ({
  place: issue.place ?? null,
  severity: 'error',
  code: issue.code,
  path: issue.path,
  params: issue.params,
  ...said(sayIssue(issue, locale)),
})

const said = ({ text, fix, path }: { text: string; fix: string; path: string }) => ({
  text,
  fix,
  where: path,
})

/** A program that is judged, mended and judged again until nothing more is found. */
class Judged {
  readonly issues: Issue[] = []
  private readonly told = new Set<string>()

  constructor(
    private readonly draft: Draft,
    found: readonly Issue[],
  ) {
    found.forEach((issue) => this.tell(issue, issue.path))
    this.mendAll(found)
  }

  run(): { program: Program | null; plan: Plan | null } {
    for (let round = 0; round < mostRounds; round++) {
      const { value, issues } = readValue(this.draft.value(), programSchema)
      const { plan, others } = value ? compiled(value) : { plan: null, others: [] }
      const wrong = [...issues, ...others]
      if (plan) return { program: value, plan }
      if (wrong.length === 0 || !this.mendAll(wrong)) break
    }
    return { program: null, plan: null }
  }

  /** Tells what does not follow from an earlier mending, and puts all of it out of the way; false where nothing is left. */
  private mendAll(issues: readonly Issue[]): boolean {
    const { draft } = this
    const parts = issues.map((issue): [Issue, Part, boolean] => {
      const from = draft.origin(issue.path)
      const isOwn = !this.isFollowUp(issue, from)
      if (isOwn) this.tell(issue, from)
      return [issue, draft.at(issue.path), isOwn]
    })
    return parts.every(([issue, part, isOwn]) => mend(issue, part, draft, isOwn))
  }

  private isFollowUp({ code, params }: Issue, from: IssuePath): boolean {
    const { draft } = this
    const [name = ''] = String(params.name ?? '').split('.')
    if (name !== '' && draft.suspects.has(name)) return true
    const at = code === 'missingKey' ? [...from, params.key!] : from
    return draft.broken.some(
      (one) => isWithin(at, one) || (one.length === at.length + 1 && isWithin(one, at)),
    )
  }

  private tell(issue: Issue, path: IssuePath): void {
    const key = JSON.stringify([issue.code, path])
    if (this.told.has(key)) return
    this.told.add(key)
    this.issues.push({ ...issue, path })
  }
}

const compiled = (program: Program): { plan: Plan | null; others: Issue[] } => {
  const { value, issues } = compile([program])
  return { plan: value, others: issues }
}

/** Whether a path is that of a part, or lies within it. */
const isWithin = (path: IssuePath, part: IssuePath): boolean =>
  part.length <= path.length && part.every((key, i) => key === path[i])

/** What the linter may not go by. What people read says nothing about what a part means. */
const doubtsOf = (draft: Draft): Doubts => {
  const isRead = (path: IssuePath): boolean => path.indexOf('name') >= 0 || path.indexOf('note') >= 0
  const meant = draft.broken.filter((path) => !isRead(path))
  return {
    about: (path) => {
      const from = draft.origin(path)
      const broken = isRead(path) ? draft.broken : meant
      return broken.some((one) => isWithin(from, one) || isWithin(one, from))
    },
    names: (name) => draft.lost.has(name),
  }
}

/** The value of a text whose keys or numbers are refused, as any reader of JSON takes it; undefined where it is no JSON, or too much. */
export const looseValue = (text: string, issues: readonly Issue[]): unknown => {
  const hopeless = ['overSize', 'overDepth', 'notJson', 'webPage']
  if (issues.some(({ code }) => hopeless.indexOf(code) >= 0)) return undefined
  try {
    return JSON.parse(text.replace(/^\ufeff/, '')) as unknown
  } catch {
    return undefined
  }
}
