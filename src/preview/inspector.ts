/** The left column: the program as an operator turns it, each number marked where it is another than the published one. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { TierCounts } from '../population/movement.js'
import type { Unit } from '../schema/text.js'
import { sayFinding } from '../words/findings.js'
import { icon } from './icons.js'
import { bestOfAll, costsOf, factorsOf, isByQuota, mainLadderIn, nameIn, tiersOf, type EditableFactor, type EditableTier, type Knot, type Path } from './editable.js' // prettier-ignore
import type { Mark } from './marks.js'
import { unitIn } from './units.js'
import type { Screen } from './screen.js'

export const inspector = (screen: Screen): TemplateResult => html`
  <aside class="col inspector" part="inspector" aria-labelledby="t-program">
    ${head(screen)} ${factorsPanel(screen)} ${tiersPanel(screen)} ${gatesPanel(screen)} ${costsPanel(screen)}
    ${tierCountPanel(screen)} ${reviewPanel(screen)} ${linterPanel(screen)}
  </aside>
`

const head = ({ words, changes, published, act }: Screen): TemplateResult => html`
  <div class="ph first">
    <h2 id="t-program">${words.program}</h2>
    <span class="pill ${changes > 0 ? 'acc' : ''}"
      >${changes > 0 ? words.changes(String(changes)) : words.noChanges}</span
    >
    <span class="sp"></span>
    <button
      class="ib"
      type="button"
      ?disabled=${!act.canUndo}
      aria-label=${words.undo}
      title=${words.undo}
      @click=${act.undo}
    >
      ${icon('undo')}
    </button>
    <button
      class="ib"
      type="button"
      ?disabled=${!act.canRedo}
      aria-label=${words.redo}
      title=${words.redo}
      @click=${act.redo}
    >
      ${icon('redo')}
    </button>
    <button
      class="btn sm"
      type="button"
      ?disabled=${changes === 0}
      title=${words.against(published.version)}
      @click=${act.reset}
    >
      ${words.reset}
    </button>
  </div>
`

/** A number that may be turned, with what is published beside it. `step` also says how many decimals there may be. */
const field = (
  screen: Screen,
  { path, value, unit, label, min }: { path: Path; value: number; unit: Unit; label: string; min?: number },
): TemplateResult => {
  const scale = unit === 'money' ? 100 : 1
  const was = screen.changed(path)
  const set = (event: Event): void => {
    const { valueAsNumber } = event.target as HTMLInputElement
    if (Number.isFinite(valueAsNumber))
      screen.act.set(path, unit === 'money' ? Math.round(valueAsNumber * scale) : valueAsNumber)
  }
  return html`<span class="field ${was === null ? '' : 'chg'}"
    >${was === null ? nothing : html`<span class="was">${screen.words.was(screen.say.mark(was, unit))}</span>`}<input
      class="num"
      type="number"
      step="any"
      min=${min ?? nothing}
      aria-label=${label}
      .value=${String(value / scale)}
      @change=${set}
  /></span>`
}

// ---- factors ----

const factorsPanel = (screen: Screen): TemplateResult => {
  const { words, say, draft, plan } = screen
  const factors = factorsOf(draft, (id) => unitIn(plan, id))
  if (factors.length === 0) return html`<section class="panel"><p class="note">${words.noScore}</p></section>`
  const weighed = factors.filter(({ weight, depth }) => weight !== null && depth === 0)
  const sum = weighed.reduce((all, { weight }) => all + weight!, 0)
  return html`
    <section class="panel" aria-labelledby="t-factors">
      <div class="ph">
        <h2 id="t-factors">${words.factors}</h2>
        <span class="sub">${words.factorsSub}</span><span class="sp"></span>
        ${weighed.length > 0 ? html`<span class="pill">${words.sum(say.value(sum, 'number'))}</span>` : nothing}
      </div>
      <ul>
        ${factors.map((factor) => factorRow(screen, factor, Math.max(40, 2 * mostOf(weighed))))}
      </ul>
    </section>
  `
}
const mostOf = (factors: readonly EditableFactor[]): number =>
  factors.reduce((most, { weight }) => Math.max(most, weight!), 0) / 1.5

const factorRow = (screen: Screen, factor: EditableFactor, most: number): TemplateResult => {
  const { words, say, open, act, published } = screen
  const name = say.text(factor.name)
  const key = `factor ${factor.id}`
  const isOpen = open.has(key)
  const former = factorsOf(published, () => 'number').find(({ id }) => id === factor.id)
  const curveChanged = factor.knots.some(({ atPath, pointsPath }) =>
    [atPath, pointsPath].some((path) => path && screen.changed(path) !== null),
  )
  const weightWas = screen.changed(factor.weightPath)
  const top = Math.max(most, factor.weight ?? 0, weightWas ?? 0)
  return html`<li
    class="fac ${curveChanged || weightWas !== null ? 'chg' : ''} ${factor.depth > 0 ? 'deep' : ''} ${factor.isGroup ? 'group' : ''}"
  >
    ${
      factor.knots.length > 0
        ? html`<button
            class="thumb"
            type="button"
            aria-expanded=${String(isOpen)}
            aria-label=${words.curveOf(name)}
            title=${words.curveOf(name)}
            @click=${() => act.toggle(key)}
          >
            ${thumb(factor, former ?? null)}
          </button>`
        : html`<span class="thumb none"></span>`
    }
    <span class="nm"
      ><b>${name}</b>${curveChanged ? html`<span class="acc s">${words.curveEdited}</span>` : nothing}</span
    >
    ${
      factor.weight === null
        ? nothing
        : html`${field(screen, { path: factor.weightPath, value: factor.weight, unit: 'number', label: words.weightOf(name), min: 0 })}
            <input
              class="range ${weightWas === null ? '' : 'chg'}"
              type="range"
              min="0"
              max=${top}
              step="1"
              aria-label=${words.weightOf(name)}
              .value=${String(factor.weight)}
              @input=${(event: Event) => act.set(factor.weightPath, (event.target as HTMLInputElement).valueAsNumber)}
            />`
    }
    ${isOpen ? knots(screen, factor, name) : nothing}
  </li>`
}

const knots = (screen: Screen, { knots: list, unit }: EditableFactor, name: string): TemplateResult => {
  const { words, say } = screen
  const cell = (path: Path | null, value: number, of: Unit, label: string): TemplateResult =>
    path ? field(screen, { path, value, unit: of, label }) : html`${say.mark(value, of)}`
  return html`<table class="knots">
    <thead>
      <tr>
        <th scope="col">${words.at}</th>
        <th scope="col">${words.points}</th>
      </tr>
    </thead>
    <tbody>
      ${list.map(
        ({ at, points, atPath, pointsPath }, nth) =>
          html`<tr>
            <td>${cell(atPath, at, unit, words.knotAt(name, String(nth + 1)))}</td>
            <td>${cell(pointsPath, points, 'number', words.knotPoints(name, String(nth + 1)))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

/** The curve in 40 by 36 px, the published one dashed under it. */
const thumb = ({ knots: list, shape }: EditableFactor, former: EditableFactor | null): TemplateResult => {
  const all = [...list, ...(former?.knots ?? [])]
  const [left, right] = [Math.min(...all.map(({ at }) => at)), Math.max(...all.map(({ at }) => at))]
  const [low, high] = [
    Math.min(0, ...all.map(({ points }) => points)),
    Math.max(...all.map(({ points }) => points)),
  ]
  const x = (at: number): number => 3 + (34 * (at - left)) / (right - left || 1)
  const y = (points: number): number => 33 - (30 * (points - low)) / (high - low || 1)
  const line = (some: readonly Knot[]): string =>
    some
      .map(({ at, points }, nth) => {
        const place = `${x(at).toFixed(1)} ${y(points).toFixed(1)}`
        return nth === 0
          ? `M${place}`
          : shape === 'steps'
            ? `H${x(at).toFixed(1)}V${y(points).toFixed(1)}`
            : `L${place}`
      })
      .join('')
  const differs = former !== null && line(former.knots) !== line(list)
  return html`<svg viewBox="0 0 40 36" aria-hidden="true">
    ${svg`<rect class="frame" x=".5" y=".5" width="39" height="35" rx="3"></rect>`}
    ${differs ? svg`<path class="former" d=${line(former.knots)}></path>` : nothing}
    ${svg`<path class="curve" d=${line(list)}></path>`}
  </svg>`
}

// ---- tiers ----

const tiersPanel = (screen: Screen): TemplateResult => {
  const { words, draft, say, moves, counts, open, act } = screen
  const tiers = tiersOf(draft).reverse()
  const byQuota = open.has('quotas')
  const hasMarks = tiers.some(({ enter }) => enter !== null)
  const all = moves?.merchants ?? 0
  const countAt = (place: number): number => counts?.tiers[place] ?? 0
  return html`
    <section class="panel" aria-labelledby="t-tiers">
      <div class="ph">
        <h2 id="t-tiers">${words.tiers}</h2>
        <span class="sp"></span>
        ${
          hasMarks
            ? html`<span class="seg" role="group" aria-labelledby="t-tiers">
                <button
                  type="button"
                  aria-pressed=${String(!byQuota)}
                  @click=${() => byQuota && act.toggle('quotas')}
                >
                  ${words.thresholds}
                </button>
                <button
                  type="button"
                  aria-pressed=${String(byQuota)}
                  @click=${() => !byQuota && act.toggle('quotas')}
                >
                  ${words.quotas}
                </button>
              </span>`
            : nothing
        }
      </div>
      <table class="tt">
        <thead>
          <tr>
            <th></th>
            ${
              byQuota || !hasMarks
                ? nothing
                : html`<th class="end" scope="col">${words.enterFrom}</th>
                    <th class="end" scope="col">${words.keepFrom}</th>`
            }
            <th class="end" scope="col">${words.shareHeader}</th>
          </tr>
        </thead>
        <tbody>
          ${tiers.map((tier) => {
            const name = say.text(tier.name)
            const share = all > 0 ? say.share(countAt(tier.place), all) : ''
            return html`<tr
              class=${[tier.enter, tier.keep].some((mark) => mark && screen.changed(mark.path) !== null) ? 'chg' : ''}
            >
              <th scope="row"><span class="sw t${tier.place}"></span>${name}</th>
              ${
                !hasMarks
                  ? html`<td class="end">${share}</td>`
                  : byQuota
                    ? html`<td class="end">${quota(screen, tiers, tier, all)}</td>`
                    : html`<td class="end">${markField(screen, tier.enter, words.enterOf(name))}</td>
                        <td class="end">${markField(screen, tier.keep, words.keepOf(name))}</td>
                        <td class="end">${share}</td>`
              }
            </tr>`
          })}
        </tbody>
      </table>
      ${byQuota && hasMarks ? html`<p class="fine">${words.quotasHint}</p>` : nothing}
      ${ruleButton(screen, tiers, hasMarks && byQuota)}
    </section>
  `
}

/** Marks become quotas, or quotas marks, that let in as many as now. */
const ruleButton = (
  { words, draft, moves, counts, act }: Screen,
  tiers: readonly EditableTier[],
  fromMarks: boolean,
): TemplateResult | typeof nothing => {
  if (!moves || !counts || moves.merchants === 0 || !(fromMarks || isByQuota(draft))) return nothing
  const shares = sharesOf(tiers, counts, moves.merchants)
  // who has the score of a tier and lacks something else is within its quota too
  const told = fromMarks ? moves.heldBack.map((count) => (100 * count) / moves.merchants) : []
  const best = bestOfAll(draft)
  const within = shares.map(
    (_, place) => best[place] ?? shares.slice(place).reduce((sum, share) => sum + share, told[place] ?? 0),
  )
  const change = (): void =>
    fromMarks
      ? act.quotas(within)
      : act.share(within.map((share, place) => (place === 0 ? 100 : share) - (within[place + 1] ?? 0)))
  return html`<div class="row">
    <button class="btn sm" type="button" @click=${change}>
      ${fromMarks ? words.byQuota : words.byThreshold}
    </button>
  </div>`
}
/** In percent of all, the lowest tier first. */
const sharesOf = (tiers: readonly EditableTier[], counts: TierCounts | null, all: number): number[] =>
  tiers.map(({ place }) => (100 * (counts?.tiers[place] ?? 0)) / (all || 1)).reverse()

const markField = (screen: Screen, mark: Mark | null, label: string): TemplateResult =>
  mark
    ? field(screen, { path: mark.path, value: mark.value, unit: 'score', label })
    : html`<span class="mute">–</span>`

/** A share that becomes marks: the lowest tier has what is left. */
const quota = (
  screen: Screen,
  tiers: readonly EditableTier[],
  tier: EditableTier,
  all: number,
): TemplateResult => {
  const { words, say, counts, act } = screen
  const shares = sharesOf(tiers, counts, all)
  if (tier.place === 0 || tier.enter === null) return html`${say.share(counts?.tiers[tier.place] ?? 0, all)}`
  const set = (event: Event): void => {
    const value = (event.target as HTMLInputElement).valueAsNumber
    if (!(value >= 0 && value <= 100)) return
    const next = shares.map((share, place) => (place === tier.place ? value : share))
    const above = next.slice(1).reduce((sum, share) => sum + share, 0)
    if (above > 100) return
    act.share([100 - above, ...next.slice(1)])
  }
  return html`<span class="field"
    ><input
      class="num"
      type="number"
      step="any"
      min="0"
      max="100"
      aria-label=${words.quotaOf(say.text(tier.name))}
      .value=${(shares[tier.place] ?? 0).toFixed(1)}
      @change=${set}
    /><span class="u">%</span></span
  >`
}

// ---- gates, costs ----

const signs = { gte: 'atLeast', gt: 'above', lte: 'atMost', lt: 'below' } as const

const gatesPanel = (screen: Screen): TemplateResult => {
  const { words, say, draft, plan } = screen
  const tiers = tiersOf(draft)
    .filter(({ gates }) => gates.length > 0)
    .reverse()
  if (tiers.length === 0) return html``
  return html`
    <section class="panel" aria-labelledby="t-gates">
      <div class="ph"><h2 id="t-gates">${words.gates}</h2></div>
      ${tiers.map(
        ({ name: tier, gates }) =>
          html` <h3 class="row">${words.rulesOf(say.text(tier))}</h3>
            ${gates.map((mark) => {
              const { place } = mark
              const name = place
                ? words.best(say.text(nameIn(draft, place.of)))
                : say.text(nameIn(draft, mark.subject))
              const sign = place ? '' : words[signs[mark.is]]
              const unit = place
                ? place.as === 'percent'
                  ? 'percent'
                  : 'integer'
                : unitIn(plan, mark.subject)
              return html`<div class="row kv ${screen.changed(mark.path) !== null ? 'chg' : ''}">
                <span class="k"
                  >${name}
                  ${sign}${mark.rule === 'keep' ? html` <span class="pill">${words.keeps}</span>` : nothing}</span
                >
                ${field(screen, { path: mark.path, value: mark.value, unit, label: words.gateOf(say.text(tier), name, sign) })}${unit === 'percent' ? html`<span class="u">%</span>` : nothing}
              </div>`
            })}`,
      )}
    </section>
  `
}

const costsPanel = (screen: Screen): TemplateResult => {
  const { words, say, draft } = screen
  const costs = costsOf(draft)
  if (costs.length === 0) return html``
  const tierName = (id: string): string => {
    const tier = draft.ladders.flatMap(({ tiers }) => tiers).find((one) => one.id === id)
    return tier ? say.text(tier.name) : id
  }
  return html`
    <section class="panel" aria-labelledby="t-costs">
      <div class="ph">
        <h2 id="t-costs">${words.costs}</h2>
        <span class="sub">${words.costsSub}</span>
      </div>
      ${costs.map(({ name, tier, cost, path, benefit }, nth) => {
        const first = costs[nth - 1]?.benefit !== benefit
        const at = tier === null ? '' : tierName(tier)
        return html`${first && tier !== null ? html`<h3 class="row">${say.text(name)}</h3>` : nothing}
          <div class="row kv ${screen.changed(path) !== null ? 'chg' : ''}">
            <span class="k">${at || say.text(name)}</span>
            ${field(screen, { path, value: cost, unit: 'money', label: words.costOf(say.text(name), at), min: 0 })}
          </div>`
      })}
    </section>
  `
}

const tierCountPanel = ({ words, draft, act }: Screen): TemplateResult => {
  if (!draft.score) return html``
  const { tiers } = mainLadderIn(draft)
  return html`
    <section class="panel" aria-labelledby="t-count">
      <div class="ph">
        <h2 id="t-count">${words.tierCount}</h2>
        <span class="sub">${words.tierCountSub(String(tiers.length))}</span>
      </div>
      <div class="row three" role="group" aria-labelledby="t-count">
        ${[3, 4, 5].map((count) => html`<button class="btn sm" type="button" @click=${() => act.cut(count)}>${words.tryTiers(String(count))}</button>`)}
      </div>
      <p class="fine">${words.tryTiersHint}</p>
    </section>
  `
}

const reviewPanel = ({ words, say, draft }: Screen): TemplateResult => {
  const { transition } = mainLadderIn(draft)
  const nameOf = (review: string): string => {
    const found = draft.reviews?.[review] as { name?: { en: string; 'zh-CN': string } } | undefined
    return found?.name ? say.text(found.name) : review
  }
  const rows = [
    [words.when, nameOf(transition.promote)],
    [words.fall, nameOf(transition.demote)],
    [words.inForce, draft.inForce],
  ]
  return html`
    <section class="panel" aria-labelledby="t-review">
      <div class="ph"><h2 id="t-review">${words.review}</h2></div>
      ${rows.map(([key, value]) => html`<div class="row kv t"><span class="k">${key}</span><span>${value}</span></div>`)}
    </section>
  `
}

const linterPanel = ({ words, say, findings, refused }: Screen): TemplateResult => {
  const errors = refused?.side === 'draft' ? refused.issues.length : 0
  return html`
    <section class="panel" aria-labelledby="t-linter">
      <div class="ph">
        <h2 id="t-linter">${words.linter}</h2>
        <span class="pill ${errors > 0 ? 'bad' : ''}"
          >${words.findings(String(errors), String(findings.length))}</span
        >
      </div>
      ${findings.slice(0, 6).map((finding) => {
        const { text, path } = sayFinding(finding, say.locale)
        return html`<p class="note" title=${path}>${icon('info')}<span>${text}</span></p>`
      })}
    </section>
  `
}
