/** What the tiers of a ladder give, side by side: a row a benefit, by kind. Pure; a standing that does not say `gives` tells by what first opens where. */
import type { BenefitStanding, Evidence, LadderStanding, Standing, TierBenefit } from '../schema/standing.js'
import type { Text } from '../schema/text.js'
import { conditionsOf } from './condition-list.js'

export interface OfferRow {
  readonly id: string
  readonly name: Text
  readonly note: Text | null
  readonly unit: BenefitStanding['unit']
  readonly each: NonNullable<BenefitStanding['quota']>['each'] | null
  /** What is asked beside the tier. */
  readonly also: readonly Evidence[]
  /** In the order of the tiers; null: that tier does not give it. */
  readonly offers: readonly (TierBenefit | null)[]
}
export type OfferKind = BenefitStanding['kind'] | 'other'
export interface OfferGroup {
  readonly kind: OfferKind
  readonly rows: readonly OfferRow[]
}

const kinds: readonly OfferKind[] = ['price', 'logistics', 'service', 'added', 'traffic', 'other']

/** `ladder` with its tiers as the columns stand. Within a kind, what opens first comes first. */
export function offerGroups(standing: Standing, ladder: LadderStanding): OfferGroup[] {
  const byTier = ladder.tiers.map((tier) => tier.gives ?? openAt(standing, ladder, tier.place))
  const ids: string[] = standing.benefits.map(({ id }) => id)
  for (const { id } of ([] as TierBenefit[]).concat(...byTier)) if (ids.indexOf(id) < 0) ids.push(id)
  const rows = ids.flatMap((id): (OfferRow & { kind: OfferKind })[] => {
    const offers = byTier.map((gives) => gives.find((one) => one.id === id) ?? null)
    const row = rowOf(standing, ladder, id, offers)
    return row && isAbout(ladder, offers) ? [row] : []
  })
  const first = ({ offers }: OfferRow): number => offers.findIndex((offer) => offer !== null)
  return kinds
    .map((kind) => ({
      kind,
      rows: rows.filter((row) => row.kind === kind).sort((a, b) => first(a) - first(b)),
    }))
    .filter((group) => group.rows.length > 0)
}

/** A benefit that no tier gives, or that other things alone decide, is none of a ladder's; one that all have belongs to the main one. */
function isAbout(ladder: LadderStanding, offers: readonly (TierBenefit | null)[]): boolean {
  const first = offers[0] ?? null
  const said = (offer: TierBenefit | null): string =>
    offer ? `${offer.value} ${offer.times} ${offer.further === true}` : ''
  if (offers.some((offer) => said(offer) !== said(first))) return true
  return first !== null && !first.further && ladder.main
}

function rowOf(
  { benefits }: Standing,
  ladder: LadderStanding,
  id: string,
  offers: OfferRow['offers'],
): (OfferRow & { kind: OfferKind }) | null {
  const benefit = benefits.find((one) => one.id === id)
  if (benefit) {
    const { name, note = null, kind, unit, quota, requires } = benefit
    const isFurther = offers.some((offer) => offer?.further)
    const also = isFurther ? conditionsOf(requires).filter((one) => !isTierOf(ladder, one)) : []
    return { id, name, note, kind, unit, each: quota?.each ?? null, also, offers }
  }
  const opened = ([] as LadderStanding['tiers'][number]['opens'])
    .concat(...ladder.tiers.map(({ opens }) => opens))
    .find((one) => one.id === id)
  return opened
    ? { id, name: opened.name, note: null, kind: 'other', unit: null, each: null, also: [], offers }
    : null
}

const isTierOf = (ladder: LadderStanding, one: Evidence): boolean =>
  one.kind === 'compare' && one.subject.kind === 'ladder' && one.subject.id === ladder.id

/** What has opened up to a tier; numbers are known of the tier held alone. */
function openAt({ benefits }: Standing, ladder: LadderStanding, place: number): TierBenefit[] {
  const here = ladder.tiers.find(({ id }) => id === ladder.held)?.place === place
  return ([] as TierBenefit[]).concat(
    ...ladder.tiers
      .filter((tier) => tier.place <= place)
      .map(({ opens }) =>
        opens.map(({ id }) => {
          const benefit = here ? benefits.find((one) => one.id === id) : undefined
          return { id, value: benefit?.value ?? null, times: benefit?.quota?.times ?? null }
        }),
      ),
  )
}
