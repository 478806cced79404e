/** The card above the tasks: the least that leads to the next tier, or why tasks alone do not. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { PathStanding, ScoreStanding, Standing } from '../schema/standing.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatMinutes, formatNumber } from '../words/number.js'
import { sayEvidence, type SayContext } from '../words/say.js'
import type { TaskWords } from '../words/task-checklist.js'
import { figure } from './figure.js'
import { icon } from './icons.js'

/** Nothing where there is no path: at the top. */
export function taskPath(
  standing: Standing,
  ctx: SayContext,
  word: TaskWords,
  rtl: boolean,
): TemplateResult | typeof nothing {
  const { path, score } = standing
  if (score?.value === null) return unscored(score, ctx, word)
  if (!path) return nothing
  if (!path.reaches) return blocked(path, ctx, word)
  return hasSteps(standing) ? steps(standing, path, ctx, word, rtl) : reached(standing, path, ctx, word)
}

/** Whether tasks lead to the next tier: the card then shows their steps, else it is a note. */
export function hasSteps({ path, score }: Standing): boolean {
  return score?.value !== null && path !== null && path.reaches && path.tasks.length > 0
}

function steps(
  standing: Standing,
  path: PathStanding,
  ctx: SayContext,
  word: TaskWords,
  rtl: boolean,
): TemplateResult {
  const gains = shownParts(
    path.tasks.map(({ gain }) => gain ?? 0),
    path.gain,
  )
  const said = gains.map((gain) => formatNumber(gain, 'score', { ...ctx, signed: true }))
  const scored = path.gain > 0
  return html`<div class="path" part="path">
    <div class="head-line">
      <span class="n4" part="path-gain"
        >${scored ? figure(path.gain, 'score', ctx, true) : word.pathTasks(path.tasks.length)}</span
      >
      <span class="strong" part="path-title"
        >${word.path(path.tasks.length, textOf(path.name, ctx.locale))}</span
      >
      <span class="s1 meta" part="path-meta">${metaOf(standing, path, ctx, word)}</span>
    </div>
    ${scored ? segments(gains, said, rtl) : nothing}
    ${scored ? html`<span class="sr">${word.pathSteps(said)}</span>` : nothing}
  </div>`
}

function metaOf({ tasks }: Standing, path: PathStanding, ctx: SayContext, word: TaskWords): string {
  const parts: string[] = []
  const score = (value: number) => formatNumber(value, 'score', ctx)
  if (path.gain > 0 && path.scoreFrom !== null && path.scoreTo !== null) {
    parts.push(word.pathFromTo(score(path.scoreFrom), score(path.scoreTo)))
  }
  const effort = formatMinutes(path.effortMinutes, ctx.locale)
  if (effort) parts.push(effort)
  const last = lastDayOf(path, tasks)
  if (last) {
    parts.push(word.pathBy(sayDay(last, ctx), path.tasks.length > 1))
  }
  return parts.join(' · ')
}

/** The last day on which the path can still be finished: the latest deadline of its tasks. */
function lastDayOf(path: PathStanding, tasks: Standing['tasks']): string | null {
  let last: string | null = null
  for (const { id } of path.tasks) {
    const day = tasks.find((task) => task.id === id)?.deadline?.validThrough
    if (day && (last === null || Date.parse(day) > Date.parse(last))) last = day
  }
  return last
}

/** A run of boxes as long as what each task adds, with the number under each that is wide enough for it. */
function segments(gains: readonly number[], said: readonly string[], rtl: boolean): TemplateResult {
  const whole = gains.reduce((sum, gain) => sum + gain, 0)
  const gap = 0.8
  const room = 100 - gap * (gains.length - 1)
  let at = 0
  return html`<svg class="steps" part="path-bar" width="100%" height="30" aria-hidden="true">
    ${gains.map((gain, index) => {
      const width = (gain / whole) * room
      const x = rtl ? 100 - at - width : at
      at += width + gap
      return width <= 0
        ? nothing
        : svg`<rect x="${percent(x)}" y="0.5" width="${percent(width)}" height="7" rx="1.5"></rect>
            ${width >= 9 ? svg`<text x="${percent(x + width / 2)}" y="26" text-anchor="middle">${said[index]}</text>` : nothing}`
    })}
  </svg>`
}

const percent = (share: number): string => `${share.toFixed(2)}%`

/**
 * Parts as shown, to one decimal, that sum to the whole as shown: what rounding leaves over goes to the parts that lost
 * most by it (the largest remainder).
 */
export function shownParts(parts: readonly number[], whole: number): number[] {
  const down = parts.map((part) => Math.floor(part * 10 + 1e-6))
  let over = Math.round(whole * 10) - down.reduce((sum, part) => sum + part, 0)
  const byLoss = parts
    .map((part, index) => ({ index, loss: part * 10 - down[index]! }))
    .sort((a, b) => b.loss - a.loss)
  for (const { index } of byLoss) {
    if (over <= 0) break
    down[index]!++
    over--
  }
  return down.map((part) => part / 10)
}

function reached(standing: Standing, path: PathStanding, ctx: SayContext, word: TaskWords): TemplateResult {
  const main = standing.ladders.find((ladder) => ladder.main)
  const next = standing.reviews.find(({ id }) => id === main?.review)?.next
  const date = sayDay(next, ctx)
  return html`<div class="note good path-note" part="path" role="status">
    ${icon('ok')}
    <div>
      <p class="what">
        <b>${word.pathReached(textOf(path.name, ctx.locale))}</b>
        <span class="s1">${date ? word.pathReachedAt(date) : word.pathReachedSoon}</span>
      </p>
    </div>
  </div>`
}

/** Without a score tasks lead nowhere yet: what it still needs comes first. */
function unscored({ why }: ScoreStanding, ctx: SayContext, word: TaskWords): TemplateResult {
  const needs = why?.kind === 'guard' ? sayEvidence(why.needs, ctx) : null
  return html`<div class="note path-note" part="path">
    ${icon('info')}
    <div>
      <p class="what">
        <b>${word.pathNoScore}</b>
        ${needs ? html`<span class="s1">${word.evidence(needs.label, [needs.line, needs.hint].filter(Boolean).join(' · '))}</span>` : nothing}
      </p>
    </div>
  </div>`
}

function blocked(path: PathStanding, ctx: SayContext, word: TaskWords): TemplateResult {
  const rows = path.blockedBy.map((one) => sayEvidence(one, ctx))
  return html`<div class="note warn path-note" part="path">
    ${icon('warn')}
    <div>
      <div class="what">
        <b>${word.pathBlocked(textOf(path.name, ctx.locale))}</b>
        ${rows.map(({ label, line }) => html`<span class="s1">${word.evidence(label, line)}</span>`)}
        ${rows.length > 0 ? html`<span class="s1">${word.pathBlockedBy}</span>` : nothing}
      </div>
    </div>
  </div>`
}
