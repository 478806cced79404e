/** The preview's tables: tiers before and after, who goes where, and some of those who go. */
import type { LadderPlan } from '../../src/plan/plan.js'
import { textOf, type Locale } from '../../src/words/locale.js'
import { formatNumber } from '../../src/words/number.js'
import { element, icon } from './dom.js'
import type { Look } from './look.js'
import type { Mover, Preview, Published } from './preview.js'
import type { StudioWords } from './says.js'

export interface Saying {
  readonly words: StudioWords
  readonly locale: Locale
  readonly currency: string
  readonly look: Look
}
const count = (value: number, { locale }: Saying): string => formatNumber(value, 'integer', { locale })
const signed = (value: number, { locale }: Saying): string =>
  value === 0 ? '0' : formatNumber(value, 'integer', { locale, signed: true })
export const shareText = (part: number, whole: number, { locale }: Saying): string =>
  whole === 0 ? '–' : formatNumber((100 * part) / whole, 'percent', { locale, digits: 1 })

/** A tier's name; -1 is none. */
export const tierName = ({ tiers }: LadderPlan, place: number, { words, locale }: Saying): string =>
  place < 0 ? words.none : textOf(tiers[place]!.name, locale)

/** A tier's name with its color. */
export const tierLabel = (ladder: LadderPlan, place: number, saying: Saying): HTMLElement => {
  const swatch = element('span', { class: 'swatch', 'aria-hidden': 'true' })
  swatch.style.backgroundColor = saying.look.tier(place, ladder.tiers.length)
  return element('span', { class: 'tier' }, swatch, tierName(ladder, place, saying))
}

const cell = (text: string, className: string | null = 'num'): HTMLElement =>
  element('td', { class: className }, text)
const head = (text: string, className: string | null = 'num'): HTMLElement =>
  element('th', { scope: 'col', class: className }, text)
const places = (ladder: LadderPlan): number[] => ladder.tiers.map((_, place) => place).reverse()

/** The reference split, lowest first. */
export const referenceSplit = [45, 35, 20] as const

/** How many stand on each tier, published and in the draft, the highest first. */
export function tiersTable(before: Published, { draft }: Preview, saying: Saying): HTMLTableElement {
  const { words } = saying
  const { ladder } = before.reviewed
  const all = before.population.ids.length
  const hasTarget = ladder.tiers.length === referenceSplit.length
  const row = (place: number, was: number, is: number): HTMLElement =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, tierLabel(ladder, place, saying)),
      cell(count(was, saying)),
      cell(shareText(was, all, saying), 'num quiet'),
      cell(count(is, saying), 'num strong'),
      cell(shareText(is, all, saying), 'num strong'),
      cell(signed(is - was, saying), is === was ? 'num quiet' : 'num'),
      hasTarget ? cell(place < 0 ? '' : `${referenceSplit[place]}%`, 'num quiet') : null,
    )
  const none = [before.counts.none, draft.counts.none] as const
  return element(
    'table',
    { class: 'data' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        head(words.tier, null),
        element('th', { scope: 'colgroup', colspan: '2', class: 'num' }, words.before),
        element('th', { scope: 'colgroup', colspan: '2', class: 'num' }, words.after),
        head(words.change),
        hasTarget ? head(words.target) : null,
      ),
    ),
    element(
      'tbody',
      {},
      ...places(ladder).map((place) => row(place, before.counts.tiers[place]!, draft.counts.tiers[place]!)),
      none[0] + none[1] > 0 ? row(-1, ...none) : null,
    ),
  )
}

/** The draft's shares as one bar, the lowest tier first, with the reference split as ticks where there are tiers enough to compare. */
export function pyramid(before: Published, { draft }: Preview, saying: Saying): HTMLElement {
  const { ladder } = before.reviewed
  const all = before.population.ids.length
  const bar = element('div', {
    class: 'pyramid',
    role: 'img',
    'aria-label': pyramidText(before, draft.counts.tiers, saying),
  })
  ladder.tiers.forEach((_, place) => {
    const part = element('span', { class: 'part' })
    part.style.width = `${all === 0 ? 0 : (100 * draft.counts.tiers[place]!) / all}%`
    part.style.backgroundColor = saying.look.tier(place, ladder.tiers.length)
    bar.append(part)
  })
  if (ladder.tiers.length >= referenceSplit.length) {
    for (const at of [referenceSplit[0], referenceSplit[0] + referenceSplit[1]]) {
      const tick = element('span', { class: 'tick' })
      tick.style.left = `${at}%`
      bar.append(tick)
    }
  }
  return bar
}

const pyramidText = (before: Published, tiers: readonly number[], saying: Saying): string => {
  const { ladder } = before.reviewed
  const parts = tiers.map(
    (some, place) =>
      `${tierName(ladder, place, saying)} ${shareText(some, before.population.ids.length, saying)}`,
  )
  return `${saying.words.pyramid}: ${parts.join(', ')}`
}

/** Where everyone goes: a row a tier of the published program, a column a tier of the draft. */
export function movementTable(
  before: Published,
  { movement, draft }: Preview,
  saying: Saying,
): HTMLTableElement {
  const { words } = saying
  const { ladder } = before.reviewed
  const withNone = before.counts.none + draft.counts.none > 0
  const shown = [...places(ladder), ...(withNone ? [-1] : [])]
  const moved = (from: number, to: number): HTMLElement => {
    const some = movement.from[from + 1]![to + 1]!
    if (some === 0) return cell('0', 'num quiet')
    if (from === to) return cell(count(some, saying), 'num same')
    const way = to > from ? 'up' : 'down'
    return element('td', { class: `num ${way}` }, icon(way), count(some, saying))
  }
  return element(
    'table',
    { class: 'data matrix' },
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        head(words.fromTo, null),
        ...shown.map((place) => head(tierName(ladder, place, saying))),
        head(words.all),
      ),
    ),
    element(
      'tbody',
      {},
      ...shown.map((from) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, tierName(ladder, from, saying)),
          ...shown.map((to) => moved(from, to)),
          cell(count(from < 0 ? before.counts.none : before.counts.tiers[from]!, saying), 'num strong'),
        ),
      ),
      element(
        'tr',
        { class: 'sum' },
        element('th', { scope: 'row' }, words.all),
        ...shown.map((to) =>
          cell(count(to < 0 ? draft.counts.none : draft.counts.tiers[to]!, saying), 'num strong'),
        ),
        cell(count(before.population.ids.length, saying), 'num strong'),
      ),
    ),
  )
}

/** Some of those who move. `say`: a value as the mark's subject is said. */
export function moversTable(
  movers: readonly Mover[],
  ladder: LadderPlan,
  subject: { name: string; say: (value: number | null) => string },
  saying: Saying,
): HTMLTableElement {
  const { words } = saying
  return element(
    'table',
    { class: 'data' },
    element(
      'thead',
      {},
      element('tr', {}, head(words.merchant, null), head(subject.name), head(words.way, 'way')),
    ),
    element(
      'tbody',
      {},
      ...movers.map(({ id, value, from, to }) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row', class: 'id' }, id),
          cell(subject.say(value)),
          element(
            'td',
            { class: `way ${to > from ? 'up' : 'down'}` },
            icon(to > from ? 'up' : 'down'),
            `${tierName(ladder, from, saying)} → ${tierName(ladder, to, saying)}`,
          ),
        ),
      ),
    ),
  )
}
