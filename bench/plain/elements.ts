// The five elements as functions of their data, for those who draw them without lit: what each says and of which nodes.
import type { ViewSource } from '../../src/elements/context.js'
import { TkBenefitWallet } from '../../src/elements/benefit-wallet.js'
import { TkPointsLedger } from '../../src/elements/points-ledger.js'
import { TkScoreGauge } from '../../src/elements/score-gauge.js'
import { TkTaskChecklist } from '../../src/elements/task-checklist.js'
import { TkTierLadder } from '../../src/elements/tier-ladder.js'
import { given, stylesOf, type Style } from './lit.js'

/** What a page gives: the provider's, and what is set on an element by itself. */
export interface Given {
  readonly source: ViewSource
  readonly set: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The parts of an element's class that give its nodes. */
interface Drawing {
  willUpdate(changed: Map<string, unknown>): void
  render(): unknown
}

const classes = {
  'score-gauge': TkScoreGauge,
  'tier-ladder': TkTierLadder,
  'task-checklist': TkTaskChecklist,
  'benefit-wallet': TkBenefitWallet,
  'points-ledger': TkPointsLedger,
}
export type Name = keyof typeof classes
export const names = Object.keys(classes) as Name[]

export const styles = (name: Name): Style[] => stylesOf(classes[name].styles)

/** What a template of the element comes to, made anew from the data. */
export function drawn(name: Name, { source, set }: Given): unknown {
  given.source = source
  const element = new classes[name]() as unknown as Drawing
  Object.assign(element, set[name])
  element.willUpdate(new Map(Object.entries(set[name] ?? {})))
  return element.render()
}

/** What an element of ours writes on itself, for the styles. */
export const marks = { 'data-scheme': 'light', 'data-accent': '', 'data-font': 'own' } as const
