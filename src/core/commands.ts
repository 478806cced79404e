/**
 * The table: a command -> the fact it becomes, or why it is refused. Refusals are checked in one order for all: the key, the target,
 * its state, the price. What is decided in a page is an estimate; the authority's decision is the one that counts.
 */
import { isoOf } from '../plan/calendar.js'
import type { Plan } from '../plan/plan.js'
import type { Command } from '../schema/command.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Fact, MerchantRecord } from '../schema/record.js'
import type { BenefitStanding, Standing, TaskStanding } from '../schema/standing.js'
import { evaluate } from './evaluate.js'

type CommandOf<N extends Command['command']> = Extract<Command, { command: N }>
type Row<N extends Command['command']> = (standing: Standing, command: CommandOf<N>) => Issue | null

const inState = (target: { state: string }, states: readonly string[]): Issue | null =>
  states.includes(target.state) ? null : issueAt('wrongState', [], { state: target.state })

const onTask =
  (states: readonly TaskStanding['state'][]) =>
  (standing: Standing, { task }: { task: string }): Issue | null => {
    const target = standing.tasks.find(({ id }) => id === task)
    return target ? inState(target, states) : issueAt('unknownTarget', [], { name: task, what: 'task' })
  }

const useIssue = (benefit: BenefitStanding, standing: Standing): Issue | null => {
  if (benefit.state === 'used' && benefit.quota) return issueAt('usedUp', [], { times: benefit.quota.times })
  const issue = inState(benefit, ['available'])
  if (issue) return issue
  const short = benefit.price.find(({ enough }) => !enough)
  if (!short) return null
  return issueAt('notEnoughPoints', [], {
    need: short.amountPoints,
    have: standing.accounts.find(({ id }) => id === short.account)?.balancePoints ?? 0,
  })
}

const chooseIssue = (benefit: BenefitStanding, options: readonly string[]): Issue | null => {
  const issue = inState(benefit, ['choose'])
  if (issue || !benefit.choose) return issue ?? issueAt('wrongState', [], { state: benefit.state })
  const offered = benefit.choose.options.map(({ id }) => id)
  const fits =
    options.length === benefit.choose.pick &&
    new Set(options).size === options.length &&
    options.every((id) => offered.includes(id))
  return fits ? null : issueAt('wrongChoice', [], { found: options.join(', '), pick: benefit.choose.pick })
}

const onBenefit =
  <C extends { benefit: string }>(
    issueOf: (benefit: BenefitStanding, standing: Standing, command: C) => Issue | null,
  ) =>
  (standing: Standing, command: C): Issue | null => {
    const target = standing.benefits.find(({ id }) => id === command.benefit)
    return target
      ? issueOf(target, standing, command)
      : issueAt('unknownTarget', [], { name: command.benefit, what: 'benefit' })
  }

/** What each command requires. */
export const commands: { readonly [N in Command['command']]: Row<N> } = {
  claimTask: onTask(['claimable']),
  dismissTask: onTask(['open', 'locked', 'expired']),
  restoreTask: onTask(['dismissed']),
  useBenefit: onBenefit(useIssue),
  chooseBenefit: onBenefit<CommandOf<'chooseBenefit'>>((benefit, _standing, { options }) =>
    chooseIssue(benefit, options),
  ),
}

/**
 * The fact that a command becomes at an instant, or the Issue that refuses it. Its id is the command's key: a fact already in the log
 * under that key is given back as it is, and another payload under the key is refused.
 */
export const decide = (plan: Plan, record: MerchantRecord, command: Command, atMs: number): Fact | Issue => {
  const { command: name, key, revision, ...payload } = command
  const type = `tk.${name}`
  const known = record.facts?.find(({ id }) => id === key)
  if (known) {
    const same =
      known.type === type &&
      Object.entries(payload).every(
        ([field, value]) => JSON.stringify(known[field]) === JSON.stringify(value),
      )
    return same ? known : issueAt('reusedKey', [], { key })
  }
  if (revision !== undefined && revision !== (record.revision ?? 0)) {
    return issueAt('staleRevision', [], { expected: revision, found: record.revision ?? 0 })
  }
  const issue = (commands[name] as Row<typeof name>)(evaluate(plan, record, atMs), command as never)
  return issue ?? ({ id: key, type, at: isoOf(atMs), ...payload } as Fact)
}
