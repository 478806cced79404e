/** One command that waits for its answer, as an outbox keeps it. */
import type { Command } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import type { KeptCommand } from '../schema/kept.js'

/** `issue`: why it was refused, or why its last try failed. */
export interface Waiting extends Readonly<Omit<KeptCommand, 'v' | 'command' | 'issue'>> {
  readonly command: Command
  readonly issue: Issue | null
}

/** Its key in a merchant's command store: they sort in the order of their turns. */
export function nameOf({ place, command: { key } }: Waiting): string {
  return `c/${String(place).padStart(16, '0')}/${encodeURIComponent(key)}`
}

/** Whether nobody has to do anything for it any more but look. */
export function isOver({ state }: Waiting): boolean {
  return state !== 'queued' && state !== 'sent'
}

/** Whether it has ended otherwise than well, and nobody has been told. */
export function isUntold({ state, told }: Waiting): boolean {
  return !told && (state === 'rejected' || state === 'unknown')
}
