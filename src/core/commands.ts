/**
 * The table: a command -> who may send it, what it requires, and the fact it becomes. Refusals are checked in one order for all:
 *
 *   1 the sender   2 the key, whether it is known   3 the revision   4 the target   5 its state   6 the quota   7 the price
 *
 * What is decided in a page is an estimate; the authority's decision is the one that counts.
 */
import { isoOf } from '../plan/calendar.js'
import { planFor } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import type { Command, CommandName, Sender } from '../schema/command.js'
import { issueAt, type Issue } from '../schema/issues.js'
import type { Fact, MerchantRecord } from '../schema/record.js'
import type { BenefitStanding, Standing, TaskStanding } from '../schema/standing.js'
import { evaluate } from './evaluate.js'

type CommandOf<N extends CommandName> = Extract<Command, { command: N }>
interface Asked {
  standing: Standing
  record: MerchantRecord
  plan: Plan // the version by which it stands
}
interface Row<N extends CommandName> {
  /** Who may send it. */
  readonly by: readonly Sender[]
  /** Why it is refused as things stand, or null. */
  readonly issueOf: (command: CommandOf<N>, asked: Asked) => Issue | null
}

const unknownTarget = (name: string, what: string): Issue => issueAt('unknownTarget', [], { name, what })

const inState = (target: { state: string }, states: readonly string[]): Issue | null =>
  states.includes(target.state) ? null : issueAt('wrongState', [], { state: target.state })

const onTask =
  (states: readonly TaskStanding['state'][]) =>
  ({ task }: { task: string }, { standing }: Asked): Issue | null => {
    const target = standing.tasks.find(({ id }) => id === task)
    return target ? inState(target, states) : unknownTarget(task, 'task')
  }

/** Why a benefit's use is refused: it is not open, it goes in other steps, its quota is used up, or its price is not there. */
const useIssue = (
  benefit: BenefitStanding,
  asked: Asked,
  steps: 'useAtOnce' | 'redeemFirst',
): Issue | null => {
  const usedUp =
    benefit.state === 'used' && benefit.quota ? issueAt('usedUp', [], { times: benefit.quota.times }) : null
  const issue = usedUp ? null : inState(benefit, ['available'])
  if (issue) return issue
  const { hold } = asked.plan.clockwork.benefits.find(({ id }) => id === benefit.id)!
  // held without an end it would be reserved for ever, and never paid
  const goes = hold ? 'redeemFirst' : 'useAtOnce'
  if (goes !== steps) return issueAt(goes, [], {})
  if (usedUp) return usedUp
  const short = benefit.price.find(({ missingPoints }) => missingPoints > 0)
  if (!short) return null
  const { amountPoints: need, missingPoints } = short
  return issueAt('notEnoughPoints', [], { need, have: need - missingPoints })
}

const chooseIssue = (benefit: BenefitStanding, options: readonly string[]): Issue | null => {
  const issue = inState(benefit, ['choose'])
  if (issue) return issue
  const { pick, options: offers } = benefit.choose!
  const offered = offers.map(({ id }) => id)
  const fits =
    options.length === pick &&
    new Set(options).size === options.length &&
    options.every((id) => offered.includes(id))
  return fits ? null : issueAt('wrongChoice', [], { found: options.join(', '), pick })
}

/** Why a redemption cannot be captured or released: it is none of this benefit's, or no longer held. */
const redemptionIssue = (benefit: BenefitStanding, redemption: string): Issue | null => {
  const target = benefit.redemptions?.find(({ id }) => id === redemption)
  if (!target) return unknownTarget(redemption, 'redemption')
  return target.usedAt === null ? null : issueAt('wrongState', [], { state: 'used' })
}

const onBenefit =
  <C extends { benefit: string }>(
    issueOf: (benefit: BenefitStanding, command: C, asked: Asked) => Issue | null,
  ) =>
  (command: C, asked: Asked): Issue | null => {
    const target = asked.standing.benefits.find(({ id }) => id === command.benefit)
    return target ? issueOf(target, command, asked) : unknownTarget(command.benefit, 'benefit')
  }

const accountIssue = ({ account }: { account: string }, { plan }: Asked): Issue | null =>
  plan.clockwork.accounts.some(({ id }) => id === account) ? null : unknownTarget(account, 'account')

/** Nothing is bought on credit, nor with what the account has to keep; in debt there is less than 0. */
const spendIssue = (command: CommandOf<'spendPoints'>, { standing, plan }: Asked): Issue | null => {
  const { account, amountPoints: need } = command
  const rule = plan.clockwork.accounts.find(({ id }) => id === account)
  if (!rule) return unknownTarget(account, 'account')
  const { balancePoints } = standing.accounts.find(({ id }) => id === account)!
  const have = balancePoints - Math.max(0, rule.min)
  return have >= need ? null : issueAt('notEnoughPoints', [], { need, have })
}

/** What can be taken back: what gave, took or used something by itself. */
const reversible: Readonly<Record<string, true>> = {
  'tk.claimTask': true,
  'tk.useBenefit': true,
  'tk.redeemBenefit': true,
  'tk.chooseBenefit': true,
  'tk.spendPoints': true,
  'tk.adjustPoints': true,
}
/** Once. A redemption is taken back by its own fact, once it is captured; one that is held is released. */
const reverseIssue = ({ fact }: { fact: string }, { record }: Asked): Issue | null => {
  const facts = record.facts ?? []
  const target = facts.find(({ id }) => id === fact)
  if (!target) return unknownTarget(fact, 'fact')
  const isReversed = facts.some(({ type, ref }) => type === 'tk.reverse' && ref === fact)
  const isCaptured = facts.some(({ type, redemption }) => type === 'tk.useBenefit' && redemption === fact)
  const isOwn = target['redemption'] === undefined && (target.type !== 'tk.redeemBenefit' || isCaptured)
  return reversible[target.type] && isOwn && !isReversed ? null : issueAt('notReversible', [], { fact })
}

const merchants = ['merchant', 'operator'] as const

/** What each command requires. */
export const commands: { readonly [N in CommandName]: Row<N> } = {
  claimTask: { by: merchants, issueOf: onTask(['claimable']) },
  dismissTask: { by: merchants, issueOf: onTask(['open', 'locked', 'expired']) },
  restoreTask: { by: merchants, issueOf: onTask(['dismissed']) },
  useBenefit: {
    by: merchants,
    issueOf: onBenefit<CommandOf<'useBenefit'>>((benefit, { redemption }, asked) => {
      if (redemption !== undefined) return redemptionIssue(benefit, redemption)
      return useIssue(benefit, asked, 'useAtOnce')
    }),
  },
  redeemBenefit: {
    by: merchants,
    issueOf: onBenefit((benefit, _command, asked) => useIssue(benefit, asked, 'redeemFirst')),
  },
  releaseBenefit: {
    by: ['merchant', 'operator', 'clock'],
    issueOf: onBenefit<CommandOf<'releaseBenefit'>>((benefit, { redemption }) =>
      redemptionIssue(benefit, redemption),
    ),
  },
  chooseBenefit: {
    by: merchants,
    issueOf: onBenefit<CommandOf<'chooseBenefit'>>((benefit, { options }) => chooseIssue(benefit, options)),
  },
  spendPoints: { by: ['operator'], issueOf: spendIssue },
  adjustPoints: { by: ['operator'], issueOf: accountIssue },
  reverse: { by: ['operator'], issueOf: reverseIssue },
}

/** Whether somebody may send a command: what captures a redemption gives the thing itself, and is the platform's to say. */
const maySend = (command: Command, by: Sender): boolean =>
  commands[command.command].by.includes(by) &&
  (by !== 'merchant' || command.command !== 'useBenefit' || command.redemption === undefined)

/** What a command's fact says beside its id, its type and its instant. A reversal refers to what it takes back, as any undo does. */
const payloadOf = (command: Command, by: Sender): Record<string, unknown> => {
  const { command: name, key: _key, revision: _revision, ...payload } = command
  const sender = by === 'merchant' ? {} : { by }
  return name === 'reverse' ? { ref: command.fact, ...sender } : { ...payload, ...sender }
}

/**
 * The fact that a command becomes at an instant, or the Issue that refuses it. Its id is the command's key: a fact already in the log
 * under that key is given back as it is, and another payload under the key is refused. `by`: who sends it, as the authority knows.
 */
export const decide = (
  plan: Plan,
  record: MerchantRecord,
  command: Command,
  atMs: number,
  by: Sender = 'merchant',
): Fact | Issue => {
  const { command: name, key, revision } = command
  if (!maySend(command, by)) return issueAt('notYours', [], { sender: by, command: name })
  const type = `tk.${name}`
  const payload = payloadOf(command, by)
  const known = record.facts?.find(({ id }) => id === key)
  if (known) return sameAs(known, type, payload) ? known : issueAt('reusedKey', [], { key })
  if (revision !== undefined && revision !== (record.revision ?? 0)) {
    return issueAt('staleRevision', [], { expected: revision, found: record.revision ?? 0 })
  }
  const standing = evaluate(plan, record, atMs)
  const asked = { standing, record, plan: planFor(plan, Date.parse(standing.at)) }
  const issue = (commands[name] as Row<typeof name>).issueOf(command as never, asked)
  return issue ?? ({ id: key, type, at: isoOf(atMs), ...payload } as Fact)
}

/** Whether a fact in the log is what a command asks for, to the last word. */
const sameAs = (known: Fact, type: string, payload: Record<string, unknown>): boolean => {
  const { id: _id, type: was, at: _at, seen: _seen, ...said } = known
  return was === type && inOrder(said) === inOrder(payload)
}
const inOrder = (said: Record<string, unknown>): string =>
  JSON.stringify(
    Object.keys(said)
      .sort()
      .flatMap((key) => (said[key] === undefined ? [] : [[key, said[key]]])),
  )
