/** Who is to be told that a merchant's log has moved, or the program that it is read by. Nothing else is told: what they hold, whoever hears of it may read. */
import type { Database } from './database.js'

/** A revision; that the program is another; or that no more will come. */
type Told = number | 'program' | 'over'
export type Heard = (told: Told) => void
type Notice = { readonly merchant: string; readonly revision: number } | { readonly program: string }
interface Listener {
  readonly program: string
  readonly heard: Heard
}
const mostStreams = 16

export class Events {
  /** By merchant. */
  private readonly listeners = new Map<string, Set<Listener>>()

  /** Hears of all that this process and others write. */
  async begin(database: Database): Promise<void> {
    await database.listen('tierkit', (payload) => {
      const notice = JSON.parse(payload) as Notice
      if ('merchant' in notice) {
        for (const { heard } of [...(this.listeners.get(notice.merchant) ?? [])]) heard(notice.revision)
      } else {
        for (const { program, heard } of this.all()) if (program === notice.program) heard('program')
      }
    })
  }

  /** Lets all go who listen. */
  end(): void {
    for (const { heard } of this.all()) heard('over')
  }

  /** Ends with what it returns; null where a merchant has as many as they may. */
  open(merchant: string, program: string, heard: Heard): (() => void) | null {
    const open = this.listeners.get(merchant) ?? new Set()
    if (open.size >= mostStreams) return null
    const own = { program, heard }
    this.listeners.set(merchant, open.add(own))
    return () => {
      open.delete(own)
      if (open.size === 0) this.listeners.delete(merchant)
    }
  }

  private all(): Listener[] {
    return [...this.listeners.values()].flatMap((open) => [...open])
  }
}
