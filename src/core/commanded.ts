/** The facts that commands leave behind: what each does to the state (phase 4), and the name under which its entries stand. */
import type { Text } from '../schema/text.js'
import { benefitFacts } from './benefits.js'
import type { Fold } from './fold.js'
import { adjust, spend } from './ledger.js'
import type { LogFact } from './merchant.js'
import { taskFacts } from './tasks.js'

/** What a command is about, by its own words: its reason, else its task, benefit or account. */
const subjectOf = ({ plan: { clockwork, program } }: Fold, { fact }: LogFact): Text => {
  const { tasks, benefits, accounts } = clockwork
  const named = ({ id }: { id: string }): boolean =>
    id === fact['task'] || id === fact['benefit'] || id === fact['account']
  return (
    (fact['reason'] as Text | undefined) ??
    (tasks.find(named) ?? benefits.find(named) ?? accounts.find(named))?.name ??
    program.name
  )
}

/** The name under which what a fact does is posted: its event's, or what a command is about; of a reversal that of what it takes back. */
export const nameOf = (fold: Fold, log: LogFact): Text => {
  const origin = log.type === 'tk.reverse' && log.ref !== null ? fold.merchant.byId.get(log.ref) : undefined
  return fold.plan.clockwork.eventNames[log.type] ?? subjectOf(fold, origin ?? log)
}

/** What a command's fact does, but for a reversal, which is an undo like any other. */
export const follow = (fold: Fold, log: LogFact, atMs: number): void => {
  const { tasks, benefits } = fold.plan.clockwork
  const { fact } = log
  const task = tasks.find(({ id }) => id === fact['task'])
  if (task) taskFacts[log.type]?.(fold, task, atMs, log.id)
  const benefit = benefits.find(({ id }) => id === fact['benefit'])
  if (benefit) benefitFacts[log.type]?.(fold, benefit, atMs, log)
  const account = fact['account'] as string
  if (log.type === 'tk.spendPoints')
    spend(fold, account, Number(fact['amountPoints']), atMs, nameOf(fold, log), log.id, log.id)
  if (log.type === 'tk.adjustPoints')
    adjust(fold, account, Number(fact['points']), atMs, nameOf(fold, log), log.id)
}
