/** A preview as one JSON document for tools. Unknown is null; tiers are ids, null for none; money is in the currency's smallest unit. */
import { isoOf } from '../plan/calendar.js'
import type { PreviewContext } from './preview-report.js'
import type { Preview } from '../population/preview.js'

type PreviewSide = Preview['draft']

const programOf = ({ plan: { program } }: PreviewSide): object => ({
  program: program.id,
  version: program.version,
})

const percentOf = (part: number, whole: number): number | null => (whole === 0 ? null : (100 * part) / whole)

export const jsonPreview = (found: Preview, { atMs, input, target }: PreviewContext): string => {
  const { published, draft, shared, movement, reasons, edges, by, cost, rails, changes, fixes } = found
  const tierOf = (place: number): string | null => shared.tiers[place]?.id ?? null
  const all = draft.earned.length
  const places = [-1, ...shared.tiers.map((_, place) => place)]
  const countOf = ({ counts }: PreviewSide, own: readonly number[], place: number): number =>
    place < 0 ? counts.none : (counts.tiers[own.indexOf(place)] ?? 0)
  const document = {
    draft: programOf(draft),
    published: programOf(published),
    at: isoOf(atMs),
    ladder: draft.ladder.key,
    merchants: all,
    leftOut: input.all - all,
    tiers: places.map((place) => {
      const [was, is] = [countOf(published, shared.former, place), countOf(draft, shared.latter, place)]
      const share = place < 0 ? undefined : target?.[shared.latter.indexOf(place)]
      return {
        ...{ tier: tierOf(place), published: was, draft: is },
        ...{ publishedPercent: percentOf(was, all), draftPercent: percentOf(is, all) },
        ...(share !== undefined && { targetPercent: share }),
      }
    }),
    risen: movement.risen,
    fallen: movement.fallen,
    stayed: movement.stayed,
    movement: places.flatMap((was) =>
      places.flatMap((is) => {
        const merchants = movement.from[was + 1]![is + 1]!
        const more = cost.from[was + 1]![is + 1]!
        return merchants === 0 ? [] : [{ from: tierOf(was), to: tierOf(is), merchants, cost: more }]
      }),
    ),
    reasons: reasons.all.map(({ kind, move, tier, rule, path, names, numbers, factor }, nth) => ({
      ...{ move, kind, merchants: reasons.counts[nth] },
      ...(tier && { tier: tier.id, rule }),
      ...(factor && { factor: factor.id }),
      ...(names.length > 0 && { names: names.map(({ id }) => id) }),
      ...{ path, published: numbers[0], draft: numbers[1] },
    })),
    edges: edges.map(({ tier, name, is, mark, near, edge: { within, reach, miss } }) => {
      const listed = (list: typeof reach): object[] =>
        list.map(({ row, value, by: distance }) => ({ id: draft.population.ids[row], value, by: distance }))
      return {
        tier: tier.id,
        of: name.id,
        is,
        mark,
        near,
        within,
        above: listed(reach),
        below: listed(miss),
      }
    }),
    concentration: by && {
      by: by.subject.id,
      merchants: by.concentration.merchants,
      total: by.concentration.total,
      best: by.concentration.shares.map(({ percent, best, sum }) => ({
        ...{ percent, merchants: best, sum, ofTotal: percentOf(sum, by.concentration.total) },
      })),
      tiers: draft.ladder.tiers.map(({ id }, place) => ({
        ...{
          tier: id,
          sum: by.tiers[place + 1],
          ofTotal: percentOf(by.tiers[place + 1]!, by.concentration.total),
        },
      })),
    },
    cost: {
      currency: draft.plan.program.currency,
      ...{ published: cost.before, draft: cost.after, change: cost.after - cost.before },
      changePercent: percentOf(cost.after - cost.before, cost.before),
      returned: by && cost.after > 0 ? by.concentration.total / cost.after : null,
      benefits: draft.costs.benefits.map(({ benefit, merchants, cost: costs, unknown }) => ({
        ...{ benefit: benefit.id, unknown },
        tiers: [null, ...draft.ladder.tiers.map(({ id }) => id)].flatMap((tier, nth) =>
          merchants[nth] === 0 ? [] : [{ tier, merchants: merchants[nth], cost: costs[nth] }],
        ),
      })),
      leftOut: draft.costs.left.map(({ benefit }) => benefit.id),
    },
    rails: rails.map(({ rail, unit, limit, found: value, holds, tier }) => ({
      ...{ rail, ...(tier !== null && { tier: draft.ladder.tiers[tier]!.id }) },
      ...{ unit, limit, found: value, holds },
    })),
    holds: rails.every(({ holds }) => holds),
    changes: { numbers: changes.numbers, others: changes.others },
    fixes: (fixes?.fixes ?? []).map(({ change, value }) => ({
      path: change.path,
      draft: change.after,
      value,
    })),
  }
  return `${JSON.stringify(document, null, 1)}\n`
}
