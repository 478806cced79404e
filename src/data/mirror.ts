/**
 * A second copy of a stored log, in a storage that fails by itself. One browser family keeps all databases of a site in one set of files
 * and deletes it where a process was killed in the middle of a write; what was acknowledged must be somewhere else by then.
 */
import type { Fact } from '../schema/record.js'
import type { EntryRow, Head, Rows, RowStore } from './rows.js'

/** What a step has added at the end of a log: from `before` (null: all there is) to `head`. */
export interface Added {
  readonly before: Head | null
  readonly head: Head
  readonly facts: readonly Fact[]
  readonly entries: readonly EntryRow[]
}

/** Brings a copy to where a step has brought the log; where the copy is not as the step found the log, from the log itself. */
export async function mirror(log: RowStore, copy: RowStore, added: Added): Promise<void> {
  if (!(await appended(copy, added))) await catchUp(log, copy)
}

/**
 * Brings a log back from its copy, where the log is empty or older. One of another id was begun anew, and stays. Rejects where the log is
 * empty and its copy cannot be asked: it may hold what is missing.
 */
export async function restore(log: RowStore, copy: RowStore): Promise<void> {
  const here = await headIn(log)
  let there: Head | null
  try {
    there = await headIn(copy)
  } catch (error) {
    if (here) return
    throw error
  }
  if (there && (!here || (here.id === there.id && here.revision < there.revision))) await catchUp(copy, log)
}

/** Adds to a log what another has beyond it, or all of it where they are two. */
export async function catchUp(from: RowStore, to: RowStore): Promise<void> {
  for (let isDone = false; !isDone;) {
    const before = await headIn(to)
    const added = await from.read(async (rows): Promise<Added | null> => {
      const head = (await rows.head()) as Head | undefined
      if (!head || (before?.id === head.id && before.revision >= head.revision)) return null
      const isSame = before?.id === head.id
      return {
        before,
        head,
        facts: (await rows.range('facts', isSame ? before.facts : 0, head.facts)) as Fact[],
        entries: (await rows.range('entries', isSame ? before.entries : 0, head.entries)) as EntryRow[],
      }
    })
    // another tab may have been faster: then it is looked at again
    isDone = !added || (await appended(to, added))
  }
}

/** Adds to a copy that is as it was before; says whether it was. */
function appended(to: RowStore, { before, head, facts, entries }: Added): Promise<boolean> {
  return to.write(async (rows) => {
    const found = ((await rows.head()) as Head | undefined) ?? null
    if (found?.id !== before?.id || found?.revision !== before?.revision) return false
    const isSame = before?.id === head.id
    if (before && !isSame) rows.clear()
    const [firstFact, firstEntry] = isSame ? [before.facts, before.entries] : [0, 0]
    for (let nth = 0; nth < facts.length; nth++) rows.add('facts', firstFact + nth, facts[nth]!)
    for (let nth = 0; nth < entries.length; nth++) rows.add('entries', firstEntry + nth, entries[nth]!)
    rows.putHead(head)
    return true
  })
}

async function headIn(storage: RowStore): Promise<Head | null> {
  return ((await storage.read((rows: Rows) => rows.head())) as Head | undefined) ?? null
}
