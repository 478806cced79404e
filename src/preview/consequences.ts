/** The right column: may it be published, which rails hold, why merchants move, what it costs, who brings the value, who stands at the edge. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Limits, Rail } from '../population/guards.js'
import { sayMoveReason } from '../words/move-reason.js'
import { verdict } from './answers.js'
import { factorsOf, nameIn, tiersOf, type Path } from './editable.js'
import { icon } from './icons.js'
import { oneOf, panel, plainTable, tableButton } from './panel.js'
import type { Screen } from './screen.js'
import { unitIn } from './units.js'

export const consequences = (screen: Screen): TemplateResult => html`
  <aside class="col consequences" part="consequences" aria-labelledby="t-verdict">
    ${verdict(screen)} ${railsPanel(screen)} ${reasonsPanel(screen)} ${costPanel(screen)}
    ${concentrationPanel(screen)} ${edgePanel(screen)}
  </aside>
`

// ---- guard rails ----

const railsPanel = (screen: Screen): TemplateResult => {
  const { words, details, limits } = screen
  const rails = details?.rails ?? []
  const broken = rails.filter(({ holds }) => !holds).length
  const targets = rails.filter(({ rail }) => rail === 'target')
  // of the tiers the one that is furthest off tells
  const worst = targets.reduce<Rail | null>(
    (far, one) => ((one.found ?? 0) > (far?.found ?? -1) ? one : far),
    null,
  )
  const cost = limits.maxCost && 'percent' in limits.maxCost ? limits.maxCost.percent : null
  const set = (next: Partial<Limits>): void => screen.act.limit({ ...limits, ...next })
  return panel({
    ...{ id: 'rails', title: words.rails },
    sub: rails.length > 0 ? words.railsSub(String(broken), String(rails.length - broken)) : '',
    body: html`<ul class="rails">
        ${railRow(screen, words.railDemoted, words.percentUnit, limits.maxDemoted ?? null, rails.find(({ rail }) => rail === 'demoted') ?? null, (value) => set({ maxDemoted: value ?? undefined }))}
        ${railRow(screen, words.railCost, words.percentUnit, cost, rails.find(({ rail }) => rail === 'cost') ?? null, (value) => set({ maxCost: value === null ? undefined : { percent: value } }))}
        ${
          screen.target
            ? railRow(
                screen,
                words.railTarget,
                words.pointsUnit,
                limits.target?.tolerance ?? null,
                worst,
                (value) =>
                  set({ target: value === null ? undefined : { shares: screen.target!, tolerance: value } }),
              )
            : nothing
        }
      </ul>
      ${fixes(screen)}`,
  })
}

const railRow = (
  { words, say }: Screen,
  name: string,
  unit: string,
  limit: number | null,
  rail: Rail | null,
  set: (limit: number | null) => void,
): TemplateResult => {
  const isBad = rail !== null && !rail.holds
  const found = rail?.found ?? null
  // the limit stands at three quarters
  const filled =
    limit === null || found === null ? 0 : Math.min(100, Math.max(0, (75 * found) / (limit || 1)))
  const change = (event: Event): void => {
    const { value, valueAsNumber } = event.target as HTMLInputElement
    set(value === '' || !(valueAsNumber >= 0) ? null : valueAsNumber)
  }
  return html`<li class="rail">
    ${limit === null ? html`<span class="i"></span>` : icon(isBad ? 'no' : 'ok', isBad ? 'dn' : '')}
    <span class="n ${isBad ? 'b' : ''}">${name}</span>
    <span class="end"
      ><b class=${isBad ? 'dn' : ''}
        >${found === null || limit === null ? '' : unit === words.percentUnit ? say.percent(found, 2) : say.value(found, 'number')}</b
      >
      <input
        class="num"
        type="number"
        min="0"
        step="any"
        placeholder=${words.railOff}
        aria-label=${words.limitOf(name)}
        .value=${limit === null ? '' : String(limit)}
        @change=${change}
      />
      <span class="u">${unit}</span></span
    >
    <svg class="bul" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="bg" width="100" y="1" height="6"></rect><rect class=${isBad ? 'no' : 'ok'} width=${filled} y="1" height="6"></rect>`}
      ${limit === null ? nothing : svg`<line class="lm" x1="75" x2="75" y1="-1" y2="9"></line>`}
    </svg>
  </li>`
}

const fixes = (screen: Screen): TemplateResult | typeof nothing => {
  const { words, say, fixes: found, details, act } = screen
  if (!details || screen.changes === 0 || details.rails.every(({ holds }) => holds) || !found?.fixes)
    return nothing
  const { fixes: list } = found.fixes
  if (list.length === 0) return html`<p class="fine">${words.noFix}</p>`
  return html`<h3 class="row">${words.fixes}</h3>
    <ul>
      ${list.slice(0, 4).map(({ change, value }) => {
        const { name, unit } = numberName(screen, change.path)
        return html`<li class="row fix">
          <span class="n">${name}</span><span class="mute">${say.mark(change.after, unit)} →</span
          ><b>${say.mark(value, unit)}</b>
          <button
            class="btn sm"
            type="button"
            aria-label="${words.try_}: ${name} ${say.mark(value, unit)}"
            @click=${() => act.set(change.path, value)}
          >
            ${words.try_}
          </button>
        </li>`
      })}
    </ul>`
}

/** What a number of the program is called, by its path. */
const numberName = (
  { draft, words, say, plan }: Screen,
  path: Path,
): { name: string; unit: ReturnType<typeof unitIn> } => {
  const key = path.join('.')
  for (const tier of tiersOf(draft)) {
    const name = say.text(tier.name)
    for (const mark of [tier.enter, tier.keep, ...tier.gates]) {
      if (!mark || mark.path.join('.') !== key) continue
      const rule = mark.rule === 'enter' ? words.enterOf(name) : words.keepOf(name)
      const subject = mark.place
        ? words.best(say.text(nameIn(draft, mark.place.of)))
        : say.text(nameIn(draft, mark.subject))
      return {
        name: mark.subject === 'score' ? rule : `${name} · ${subject}`,
        unit: mark.place ? (mark.place.as === 'percent' ? 'percent' : 'integer') : unitIn(plan, mark.subject),
      }
    }
  }
  for (const factor of factorsOf(draft, (id) => unitIn(plan, id))) {
    const name = say.text(factor.name)
    if (factor.weightPath.join('.') === key) return { name: words.weightOf(name), unit: 'number' }
    if (
      factor.knots.some(({ atPath, pointsPath }) =>
        [atPath, pointsPath].some((one) => one?.join('.') === key),
      )
    )
      return { name: words.curveOf(name), unit: 'number' }
  }
  return { name: path.slice(-3).join('.'), unit: 'number' }
}

// ---- reasons ----

const SAID = 5

const reasonsPanel = ({ words, say, details, draft }: Screen): TemplateResult => {
  const found = details?.reasons
  const most = Math.max(1, ...(found?.counts ?? []))
  const direction = (move: 'rise' | 'fall'): TemplateResult | typeof nothing => {
    const some = (found?.all ?? []).flatMap((reason, nth) =>
      reason.move === move ? [{ reason, count: found!.counts[nth]! }] : [],
    )
    if (some.length === 0) return nothing
    const sum = some.reduce((all, { count }) => all + count, 0)
    const rest = some.slice(SAID)
    const look = move === 'rise' ? 'up' : 'dn'
    const line = (text: string, count: number): TemplateResult =>
      html`<li class="why">
        <span class="lbl" title=${text}>${text}</span>
        <svg class="w" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          ${svg`<rect class=${look} width=${Math.max(1, (100 * count) / most)} height="8"></rect>`}
        </svg>
        <span class="end ${look}">${say.value(count)}</span>
      </li>`
    return html`<li class="why h ${look}">
        <span class="lbl"
          >${icon(move === 'rise' ? 'up' : 'down', 's')}${move === 'rise' ? words.promoted : words.demoted}</span
        ><span></span><span class="end">${say.value(sum)}</span>
      </li>
      ${some.slice(0, SAID).map(({ reason, count }) => line(sayMoveReason(reason, { locale: say.locale, currency: draft.currency }), count))}
      ${
        rest.length > 0
          ? line(
              words.otherReasons(String(rest.length)),
              rest.reduce((all, { count }) => all + count, 0),
            )
          : nothing
      }`
  }
  return panel({
    ...{ id: 'reasons', title: words.reasons, sub: words.reasonsSub },
    body:
      found && found.all.length === 0
        ? html`<p class="note">${words.noReasons}</p>`
        : html`<ul>
            ${direction('fall')}${direction('rise')}
          </ul>`,
  })
}

// ---- cost ----

const MOVES = 4

const costPanel = (screen: Screen): TemplateResult => {
  const { words, say, details, moves, tables } = screen
  if (!details || !moves || details.cost.before + details.cost.after === 0) return html``
  const { cost, by } = details
  const { shared } = moves
  const body = (): TemplateResult => {
    if (tables.has('cost')) return benefitTable(screen)
    const name = (place: number): string => (place < 0 ? words.noTier : say.text(shared.tiers[place]!.name))
    const lines = cost.from
      .flatMap((row, was) =>
        row.map((more, is) => ({ was: was - 1, is: is - 1, more, count: moves.movement.from[was]![is]! })),
      )
      .filter(({ was, is, more }) => was !== is && more !== 0)
      .sort((left, right) => Math.abs(right.more) - Math.abs(left.more))
    const shown = lines.slice(0, MOVES)
    const others = cost.after - cost.before - shown.reduce((sum, { more }) => sum + more, 0)
    return html`<table class="dt">
      <tbody>
        <tr>
          <th scope="row">${words.costBefore}</th>
          <td></td>
          <td class="end">${say.value(cost.before, 'money')}</td>
        </tr>
        ${shown.map(
          ({ was, is, more, count }) =>
            html`<tr>
              <th scope="row">
                <span class=${is > was ? 'up' : 'dn'}>${icon(is > was ? 'up' : 'down', 's')}</span>
                ${words.move(name(was), name(is))}
              </th>
              <td class="end mute">${say.value(count)}</td>
              <td class="end">${say.value(more, 'money', true)}</td>
            </tr>`,
        )}
        ${
          others === 0
            ? nothing
            : html`<tr>
                <th scope="row">${words.otherCost}</th>
                <td></td>
                <td class="end">${say.value(others, 'money', true)}</td>
              </tr>`
        }
        <tr class="sum">
          <th scope="row">${words.costAfter}</th>
          <td class="end">${say.share(cost.after - cost.before, cost.before, 2, true)}</td>
          <td class="end">${say.value(cost.after, 'money')}</td>
        </tr>
        ${
          by && cost.after > 0
            ? html`<tr>
                <th scope="row">${words.returned(subjectName(screen, by.subject.id))}</th>
                <td></td>
                <td class="end">${say.value(by.concentration.total / cost.after, 'number')}</td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>`
  }
  return panel({
    id: 'cost',
    title: words.costTitle,
    sub: words.costTitleSub,
    aside: tableButton(screen, 'cost'),
    body: body(),
  })
}

const benefitTable = ({ words, say, details, moves }: Screen): TemplateResult => {
  const { cost } = details!
  const { ladder } = moves!.draft
  const rows = cost.draft.flatMap((benefit) =>
    ladder.tiers.flatMap(({ name }, place) =>
      benefit.merchants[place + 1] === 0
        ? []
        : [
            [
              `${say.text(benefit.name)} · ${say.text(name)}`,
              say.value(benefit.merchants[place + 1]),
              say.value(benefit.cost[place + 1], 'money'),
            ],
          ],
    ),
  )
  return plainTable([words.costs, words.merchants, words.costAfter], rows, words.costTitle)
}

// ---- concentration ----

const subjectName = ({ draft, say, numbers }: Screen, id: string): string => {
  const names = numbers.find((subject) => subject.id === id)?.names[0]
  return names ? say.text(names) : say.text(nameIn(draft, id))
}

const concentrationPanel = (screen: Screen): TemplateResult => {
  const { words, say, details, moves, tables, numbers, by: chosen, act } = screen
  const by = details?.by
  if (!by || !moves) return html``
  const { shares, total, merchants } = by.concentration
  const name = subjectName(screen, by.subject.id)
  const ofTotal = (sum: number): number => (total === 0 ? 0 : sum / total)
  const top = moves.draft.ladder.tiers.length - 1
  const topShare = ofTotal(by.tiers[top + 1] ?? 0)
  const twenty = shares.find(({ percent }) => percent === 20)!
  const body = (): TemplateResult => {
    if (tables.has('concentration'))
      return plainTable(
        [words.ofMerchants, words.merchants, words.shareOf(name)],
        shares.map(({ percent, best, sum }) => [
          say.percent(percent, percent % 1 === 0 ? 0 : 1),
          say.value(best),
          say.share(sum, total),
        ]),
        words.concentration,
      )
    const line = shares
      .map(({ percent, sum }) => `L${percent} ${(100 - 100 * ofTotal(sum)).toFixed(2)}`)
      .join('')
    return html`<div class="cv">
      <svg
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label=${words.best20(say.share(twenty.sum, total))}
      >
        ${svg`<path class="grid" d="M0 0H100M0 50H100M0 100H100"></path><path class="even" d="M0 100L100 0"></path><path class="curve" d="M0 100${line}"></path>
        <line class="twenty" x1="20" x2="20" y1=${100 - 100 * ofTotal(twenty.sum)} y2="100"></line>`}
      </svg>
      <p>
        <b>${words.best20(say.share(twenty.sum, total))}</b><br /><span class="mute"
          >${words.tierBrings(say.text(moves.draft.ladder.tiers[top]!.name), say.share(moves.draft.counts.tiers[top] ?? 0, merchants), say.percent(100 * topShare))}</span
        >
      </p>
    </div>`
  }
  const choices = numbers.map(({ id }) => ({ id, name: subjectName(screen, id) }))
  return panel({
    ...{ id: 'concentration', title: words.concentration },
    aside: html`${choices.length > 1 ? oneOf(words.metric, choices, chosen ?? by.subject.id, act.countBy) : html`<span class="sub">${words.shareOf(name)}</span>`}${tableButton(screen, 'concentration')}`,
    body: body(),
  })
}

// ---- edge ----

const edgePanel = (screen: Screen): TemplateResult => {
  const { words, say, moves, edgeAt, act, idOf } = screen
  if (!moves || moves.edges.length === 0) return html``
  const edges = moves.edges
  const found = edges[Math.min(edgeAt, edges.length - 1)]!
  const { unit } = found.name
  const near = [...found.edge.reach, ...found.edge.miss].map((one, nth) => ({
    ...one,
    nth,
    isBelow: nth >= found.edge.reach.length,
  }))
  // long ids take the room of the distance, which value and mark tell as well
  const hasRoom = near.every(({ row }) => idOf(row).length <= 12)
  const isOver = (is: string): boolean => is === 'gte' || is === 'gt'
  const choices = edges.map(({ tier, name, mark }, nth) => ({
    id: String(nth),
    name: `${say.text(tier.name)} · ${say.text(name.name)} ${say.mark(mark, name.unit)}`,
  }))
  const to = (nth: number): TemplateResult => {
    const [was, is] = found.moves[nth]!
    if (was === is) return html`<span class="mute">${words.stays}</span>`
    const name = is < 0 ? words.noTier : say.text(moves.shared.tiers[is]!.name)
    return html`<span class=${is > was ? 'up' : 'dn'}
      >${icon(is > was ? 'up' : 'down', 's')} ${words.to(name)}</span
    >`
  }
  return panel({
    ...{ id: 'edge', title: words.edge },
    aside: html`<span class="sub"
      >${words.within(say.value(found.edge.within), say.mark(found.near, found.name.unit))}</span
    >`,
    body: html`<div class="row">
        ${oneOf(words.edge, choices, String(edgeAt), (id) => act.edge(Number(id)))}
      </div>
      <table class="dt edge">
        <tbody>
          ${near.map(({ row, value, by, nth, isBelow }) => {
            const id = idOf(row)
            return html`<tr>
              <th scope="row">
                <button
                  class="link mono"
                  type="button"
                  aria-label=${words.open(id)}
                  @click=${() => act.merchant(row)}
                >
                  ${id}
                </button>
              </th>
              <td class="end">${say.fine(value, unit)}</td>
              ${hasRoom ? html`<td class="end mute">${say.fine(isBelow === isOver(found.is) ? -by : by, unit, true)}</td>` : nothing}
              <td class="end">${to(nth)}</td>
            </tr>`
          })}
        </tbody>
      </table>`,
  })
}
