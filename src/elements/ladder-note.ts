/**
 * What a merchant has to know about the tier they hold, as one note: the gravest that is true. A table, the gravest
 * first; each row says when it is true and what is said then. The last row is always true, so that there is always a
 * note, in its place, of its size.
 */
import type { Evidence, LadderStanding, OverrideStanding, Standing } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { sayBasis, sayEvidence, sayRule, sayWindow, type SayContext } from '../words/say.js'
import type { LadderWords } from '../words/tier-ladder.js'
import type { IconName } from './icons.js'

export interface Note {
  readonly tone: 'bad' | 'warn' | 'good' | 'accent' | ''
  readonly icon: IconName
  readonly head: string
  readonly text: string
  /** It tells of the last change, whose reasons can be opened from here. */
  readonly change?: true
}
export interface NotePlan {
  readonly standing: Standing
  readonly ladder: LadderStanding
  readonly ctx: SayContext
  readonly word: LadderWords
}

type Row = (plan: NotePlan) => Note | null

export function ladderNote(plan: NotePlan): Note {
  for (const row of rows) {
    const note = row(plan)
    if (note) return note
  }
  return steady(plan)
}

const day = (at: string | null, { ctx }: NotePlan): string => sayDay(at, ctx)

/** The name of a tier by its id; of none, the words for it. */
export function tierName(
  id: string | null,
  { ladder, ctx, word }: Pick<NotePlan, 'ladder' | 'ctx' | 'word'>,
): string {
  const tier = ladder.tiers.find((one) => one.id === id)
  return tier ? textOf(tier.name, ctx.locale) : word.out
}

export const placeOf = (id: string | null, ladder: LadderStanding): number =>
  ladder.tiers.find((tier) => tier.id === id)?.place ?? -1

export const nextReviewOf = ({
  standing,
  ladder,
}: Pick<NotePlan, 'standing' | 'ladder'>): Standing['reviews'][number] | undefined =>
  standing.reviews.find(({ id }) => id === ladder.review) ?? (ladder.review ? undefined : standing.reviews[0])

/** Last days: `until` is exclusive. */
export const lastDay = (until: string, ctx: SayContext): string =>
  sayDay(new Date(Date.parse(until) - 1).toISOString(), ctx)

export const activeOf = (
  { standing }: Pick<NotePlan, 'standing'>,
  kind: OverrideStanding['kind'],
): OverrideStanding | undefined => standing.overrides.find((one) => one.active && one.kind === kind)

/** "refund rate 3.2%, at most 3.0%: 27 refunds of 840 orders, 1–31 Oct". */
export function sayReason(evidence: Evidence, { ctx, word }: Pick<NotePlan, 'ctx' | 'word'>): string {
  const { label, line } = sayEvidence(evidence, ctx)
  if (evidence.kind !== 'compare') return word.reason(label, line, '', '')
  const { subject } = evidence
  return word.reason(
    label,
    line,
    sayBasis(subject, ctx),
    subject.window ? sayWindow(subject.window, ctx) : '',
  )
}

const rows: readonly Row[] = [
  function sanctioned(plan) {
    const { ctx, word, ladder } = plan
    const sanction = activeOf(plan, 'sanction')
    if (!sanction) return null
    const name = textOf(sanction.name, ctx.locale)
    const head =
      ladder.held === ladder.computed
        ? word.sanctionSame(name)
        : word.sanction(name, tierName(ladder.held, plan))
    const parts = [
      sanction.note ? textOf(sanction.note, ctx.locale) : '',
      sanction.since ? word.sinceOpen(day(sanction.since, plan)) : '',
      sanction.until ? word.sanctionUntil(day(sanction.until, plan)) : '',
      sanction.ends ? word.sanctionEnds(sayRule(sanction.ends, ctx)) : '',
    ]
    return { tone: 'bad', icon: 'ban', head, text: joinParts(parts, plan) }
  },

  function protectedFromFall(plan) {
    const { ctx, word, ladder } = plan
    const by = activeOf(plan, 'protect')
    const until = by?.until ?? ladder.until
    const falls = placeOf(ladder.earned, ladder) < placeOf(ladder.held, ladder)
    if (!by && !(until && falls)) return null
    const tier = tierName(ladder.held, plan)
    const name = by ? textOf(by.name, ctx.locale) : null
    const head = until
      ? word.protected(tier, lastDay(until, ctx), name)
      : word.protectedOpen(tier, name ?? '')
    const reasons = (falls ? (ladder.atRisk?.because ?? []) : []).map((one) => sayReason(one, plan))
    return {
      tone: 'good',
      icon: 'shield',
      head,
      text: word.protectedWhy(tierName(ladder.earned, plan), reasons),
    }
  },

  function fails(plan) {
    return plan.ladder.atRisk?.falls ? risk(plan, plan.ladder.atRisk) : null
  },

  function moved(plan) {
    const { word, ladder } = plan
    const change = ladder.lastChange
    if (!change || change.to !== ladder.held || placeOf(change.to, ladder) >= placeOf(change.from, ladder))
      return null
    const head = word.movedDown(tierName(change.from, plan), tierName(change.to, plan), day(change.at, plan))
    const reasons = change.because.map((one) => sayReason(one, plan))
    return {
      tone: 'bad',
      icon: 'fall',
      head,
      text: word.movedWhy(reasons, day(nextReviewOf(plan)?.next ?? null, plan)),
      change: true,
    }
  },

  function near(plan) {
    return plan.ladder.atRisk ? risk(plan, plan.ladder.atRisk) : null
  },

  function decided(plan) {
    const { pending } = plan.ladder
    if (!pending) return null
    const head = plan.word.pending(tierName(pending.tier, plan), day(pending.at, plan))
    return { tone: 'accent', icon: 'calendar', head, text: plan.word.pendingWhy }
  },

  function risen(plan) {
    const { word, ladder, ctx } = plan
    const change = ladder.lastChange
    if (!change || change.to !== ladder.held || placeOf(change.to, ladder) <= placeOf(change.from, ladder))
      return null
    if (Date.parse(String(ctx.at)) - Date.parse(change.at) > newsMs) return null
    const reasons = change.because.map((one) =>
      sayReason(one, { ...plan, word: { ...word, reason: plainReason(word) } }),
    )
    const head = word.movedUp(tierName(change.to, plan), day(change.at, plan))
    return {
      tone: 'good',
      icon: 'rise',
      head,
      text: word.movedWhy(reasons, day(nextReviewOf(plan)?.next ?? null, plan)),
      change: true,
    }
  },

  function rises(plan) {
    const { word, ladder } = plan
    if (placeOf(ladder.ifReviewed, ladder) <= placeOf(ladder.held, ladder)) return null
    const next = nextReviewOf(plan)?.next
    const text = next ? word.risesOn(day(next, plan)) : word.risesSoon
    return { tone: 'accent', icon: 'rise', head: word.rises(tierName(ladder.ifReviewed, plan)), text }
  },
]

/** How long a rise is news: a month. */
const newsMs = 31 * 86_400_000

/** Of a rise, the values are enough. */
const plainReason =
  (word: LadderWords): LadderWords['reason'] =>
  (label, line) =>
    word.reason(label, line, '', '')

function risk(plan: NotePlan, { to, at, falls, because }: NonNullable<LadderStanding['atRisk']>): Note {
  const { word, ladder, ctx } = plan
  const tier = tierName(ladder.held, plan)
  const first = because[0]
  const said = first ? sayEvidence(first, ctx) : null
  const head = said ? (falls ? word.falls : word.risk)(tier, said.label, said.line) : word.riskPlain(tier)
  const [hint, target] = [said?.hint ?? '', tierName(to, plan)]
  const on = falls ? word.fallsTo : word.nearTo
  const soon = falls ? word.fallsSoon : word.nearSoon
  return { tone: 'warn', icon: 'warn', head, text: at ? on(hint, day(at, plan), target) : soon(hint, target) }
}

function steady(plan: NotePlan): Note {
  const { word, ladder } = plan
  const next = nextReviewOf(plan)?.next
  if (ladder.held === null) {
    return { tone: '', icon: 'clock', head: word.waiting, text: next ? word.waitingFor(day(next, plan)) : '' }
  }
  const tier = ladder.tiers.find(({ id }) => id === ladder.held)
  if (tier && tier.keep === null) {
    const text = next ? word.nextOn(day(next, plan)) : ''
    return { tone: '', icon: 'ok', head: word.safeOpen(tierName(ladder.held, plan)), text }
  }
  const text = next ? word.safeUntil(day(next, plan)) : word.safePlain
  return { tone: '', icon: 'ok', head: word.safe(tierName(ladder.held, plan)), text }
}

function joinParts(parts: readonly string[], { word }: NotePlan): string {
  const [first = '', ...others] = parts.filter(Boolean)
  return others.reduce(word.withNote, first)
}
