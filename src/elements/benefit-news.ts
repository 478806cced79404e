/** What is new among benefits, for those who do not see it: what was sent, what came of it, and what has opened. */
import type { Command } from '../schema/command.js'
import type { BenefitStanding } from '../schema/standing.js'
import type { BenefitWords } from '../words/benefit-wallet.js'
import { textOf, type Locale } from '../words/locale.js'
import { turnover, type Moment, type News } from './news.js'

type Turn = keyof BenefitWords['news']

export function benefitNews(before: Moment, now: Moment, word: BenefitWords['news'], locale: Locale): News[] {
  const { sent, over } = turnover(before, now)
  const news: News[] = []
  const opened: string[] = []
  for (const benefit of now.standing.benefits) {
    const name = textOf(benefit.name, locale)
    const past = before.standing.benefits.find(({ id }) => id === benefit.id)
    const turns: Exclude<Turn, 'opened'>[] = sent.some((command) => isAbout(command, benefit)) ? ['sent'] : []
    if (past) turns.push(...turnsOf(past, benefit))
    if (
      turns.length === 0 &&
      over.some((command) => isAbout(command, benefit)) &&
      isPaid(benefit, before, now)
    )
      turns.push('used')
    for (const turn of turns) news.push({ of: `${turn} ${benefit.id}`, text: word[turn](name) })
    if (past?.state === 'locked' && (benefit.state === 'available' || benefit.state === 'choose'))
      opened.push(name)
  }
  if (opened.length > 0) news.push({ of: 'opened', text: word.opened(opened) })
  return news
}

const isAbout = (command: Command, { id }: BenefitStanding): boolean =>
  'benefit' in command && command.benefit === id

/** Whether its price was taken: all that shows of a benefit without a quota. */
function isPaid({ price }: BenefitStanding, before: Moment, now: Moment): boolean {
  const balance = ({ standing }: Moment, account: string): number =>
    standing.accounts.find(({ id }) => id === account)?.balancePoints ?? 0
  return price.some(({ account }) => balance(now, account) < balance(before, account))
}

/** What has happened to one benefit. A quota that begins anew has not been used. */
function turnsOf(past: BenefitStanding, now: BenefitStanding): Exclude<Turn, 'opened' | 'sent'>[] {
  const turns: Exclude<Turn, 'opened' | 'sent'>[] = []
  const [known, held] = [past.redemptions ?? [], now.redemptions ?? []]
  const redeemed = held.some(({ id }) => known.every((one) => one.id !== id))
  const given = held.some(
    ({ id, usedAt }) => usedAt !== null && known.some((one) => one.id === id && one.usedAt === null),
  )
  const released = known.some(({ id, usedAt }) => usedAt === null && held.every((one) => one.id !== id))
  const used =
    past.quota && now.quota && past.quota.renewsAt === now.quota.renewsAt
      ? now.quota.used > past.quota.used
      : past.given?.at === now.given?.at && (now.given?.left ?? 0) < (past.given?.left ?? 0)
  if (redeemed) turns.push('redeemed')
  if (given) turns.push('given')
  if (released) turns.push('released')
  if (!redeemed && !given && used) turns.push('used')
  const chosen = (of: BenefitStanding): string => (of.choose?.chosen ?? []).join('\n')
  if (now.choose && chosen(past) !== chosen(now) && chosen(now)) turns.push('chosen')
  return turns
}
