/** Facts that the platform itself has learned (orders, refunds), before they go into a log: what is wrong with them. */
import { canonical } from '../../src/data/chain.js'
import { issueAt, type Issue } from '../../src/schema/issues.js'
import type { Program } from '../../src/schema/program.js'
import { recordIssues } from '../../src/schema/record-issues.js'
import type { Fact, MerchantRecord } from '../../src/schema/record.js'
import type { Named } from './log.js'

/** What they say that the program does not know. Facts of commands are none of them: those are decided, never told. */
export function unknownIn(
  versions: readonly Program[],
  facts: readonly Fact[],
  head: MerchantRecord,
): Issue[] {
  const commanded = facts.flatMap(({ type }, place) =>
    type.startsWith('tk.')
      ? [issueAt('unknownName', ['facts', place, 'type'], { name: type, what: 'event', nearest: '' })]
      : [],
  )
  return [
    ...commanded,
    ...recordIssues(versions, { id: head.id, joinedAt: head.joinedAt, facts: [...facts] }),
  ]
}

/** The first whose id the log, or an earlier one of them, has with another content; null where none is. */
export function reusedIn(known: readonly Fact[], facts: readonly Fact[]): Issue | null {
  const said = new Map(known.map((fact) => [fact.id, contentOf(fact)]))
  for (const [place, fact] of facts.entries()) {
    const content = said.get(fact.id) ?? contentOf(fact)
    if (content !== contentOf(fact)) return issueAt('reusedKey', ['facts', place, 'id'], { key: fact.id })
    said.set(fact.id, content)
  }
  return null
}

/** Without when it arrived: of one that comes late, the log says that itself. */
const contentOf = ({ seen: _seen, ...fact }: Fact): string => canonical(fact)

/** What they name in the log: themselves, and what they refer to with all that refers to it. */
export function namedByFacts(facts: readonly Fact[]): Named {
  const refs = facts.flatMap(({ ref }) => (ref === undefined ? [] : [ref]))
  return { ids: [...facts.map(({ id }) => id), ...refs], about: refs }
}
