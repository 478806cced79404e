/** Who is to be told that a merchant's log has moved. What is told is the revision alone: what it holds, whoever hears of it may read. */
import type { Database } from './database.js'

/** Called with a revision; with null when no more will come. */
export type Heard = (revision: number | null) => void
const mostStreams = 16

export class Events {
  private readonly streams = new Map<string, Set<Heard>>()

  /** Hears of all that this process and others write. */
  async begin(database: Database): Promise<void> {
    await database.listen('tierkit', (payload) => {
      const [merchant, revision] = JSON.parse(payload) as [string, number]
      for (const heard of [...(this.streams.get(merchant) ?? [])]) heard(revision)
    })
  }

  /** Lets all go who listen. */
  end(): void {
    for (const open of [...this.streams.values()]) for (const heard of [...open]) heard(null)
  }

  /** Ends with what it returns; null where a merchant has as many as they may. */
  open(merchant: string, heard: Heard): (() => void) | null {
    const open = this.streams.get(merchant) ?? new Set()
    if (open.size >= mostStreams) return null
    this.streams.set(merchant, open.add(heard))
    return () => {
      open.delete(heard)
      if (open.size === 0) this.streams.delete(merchant)
    }
  }
}
