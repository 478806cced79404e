/** One task as a row: how far it is, what it brings, by when, and the one thing to do about it. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Evidence, Standing, TaskStanding } from '../schema/standing.js'
import { daysLeft, daysUntil } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { formatMinutes, formatNumber } from '../words/number.js'
import { sayEvidence, sayRule, type SayContext } from '../words/say.js'
import type { TaskWords } from '../words/task-checklist.js'
import { icon, type IconName } from './icons.js'
import { safeLink } from './link.js'
import type { TaskState } from './task-groups.js'

/** What rows of one list share. */
export interface TaskRows {
  readonly standing: Standing
  readonly ctx: SayContext
  readonly word: TaskWords
  /** Whether requests can be sent at all. */
  readonly offered: boolean
  /** In the narrowest card the deadline stands before what the task brings: it is read before it too. */
  readonly dueFirst: boolean
  /** A task whose request is sent and not read back. */
  readonly isSent: (task: TaskStanding) => boolean
  /** The task that was set aside here, and can be brought back where it stood. */
  readonly aside: string | null
  /** The one task whose action stands out. */
  readonly first: string | null
  readonly onOpen: (event: MouseEvent, task: TaskStanding, link: string) => void
  readonly onClaim: (task: TaskStanding) => void
  readonly onDismiss: (task: TaskStanding) => void
  readonly onRestore: (task: TaskStanding) => void
  /** A task that was set aside and is asked to come back. */
  readonly isBack: (task: TaskStanding) => boolean
  readonly base: string | null
}

const icons: Readonly<Record<TaskState, readonly [IconName, string] | null>> = {
  open: null,
  pending: ['hourglass', 'accent'],
  done: ['ok', 'good'],
  claimable: ['ok', 'good'],
  claimed: ['ok', 'good'],
  locked: ['lock', 'subtle'],
  expired: ['close', 'subtle'],
  notApplicable: ['ban', 'subtle'],
  dismissed: ['undo', 'subtle'],
}

export function taskRow(task: TaskStanding, rows: TaskRows): TemplateResult {
  if (rows.aside === task.id) return asideRow(task, rows)
  const sent = rows.isSent(task)
  const state = sent && task.state === 'claimable' ? 'pending' : task.state
  const sign = icons[state]
  const quiet = state !== 'open' && state !== 'claimable' && state !== 'pending'
  const progress = progressLine(task, state, sent, rows)
  return html`<li
    class="task ${quiet ? 'quiet' : ''}"
    part="task"
    data-task=${task.id}
    data-state=${state}
    tabindex="-1"
  >
    ${sign ? icon(sign[0], sign[1]) : ring(task.progress)}
    <div class="cells">
      <div class="what">
        <p class="name" part="name">${textOf(task.name, rows.ctx.locale)}</p>
        ${progress ? html`<p class="s1" part="progress">${progress}${streakOf(task, state, sent, rows)}</p>` : nothing}
        <slot name="task-${task.id}"></slot>
      </div>
      <div class="side">
        ${inOrder(
          html`<div class="gain" part="gain">${gainCell(task, state, rows)}</div>`,
          html`<div class="due" part="due">${dueCell(task, state, rows)}</div>`,
          rows,
        )}
      </div>
      <div class="act">${actCell(task, state, sent, rows)}</div>
    </div>
  </li>`
}

const inOrder = (gain: TemplateResult, due: TemplateResult, { dueFirst }: TaskRows): TemplateResult =>
  dueFirst ? html`${due} ${gain}` : html`${gain} ${due}`

/** As tall as the row was, so that nothing below moves. */
function asideRow(task: TaskStanding, rows: TaskRows): TemplateResult {
  const { word, ctx } = rows
  const name = textOf(task.name, ctx.locale)
  const back = rows.isBack(task)
  return html`<li
    class="task quiet aside"
    part="task"
    data-task=${task.id}
    data-state="dismissed"
    tabindex="-1"
  >
    ${icon('ban', 'subtle')}
    <div class="cells">
      <div class="what">
        <p class="name" part="name">${name}</p>
        <p class="s1" part="progress">${back ? word.sent : word.aside}</p>
        <slot name="task-${task.id}"></slot>
      </div>
      <div class="side">
        ${inOrder(
          html`<div class="gain">${gainCell(task, 'open', rows)}</div>`,
          html`<div class="due">${dueCell(task, 'open', rows)}</div>`,
          rows,
        )}
      </div>
      <div class="act">
        <button
          class="btn"
          part="button action undo"
          type="button"
          aria-label=${word.ofTask(word.undo, name)}
          aria-disabled=${back || !rows.offered ? 'true' : 'false'}
          @click=${() => (back || !rows.offered ? undefined : rows.onRestore(task))}
        >
          ${icon('undo', 'turns')}${word.undo}
        </button>
      </div>
    </div>
  </li>`
}

/** The ring's length: 2 * pi * 6. */
const around = 37.7

function ring(progress: number | null): TemplateResult {
  const part = Math.min(1, Math.max(0, progress ?? 0)) * around
  return html`<svg class="ring" part="icon" viewBox="0 0 16 16" aria-hidden="true">
    <circle cx="8" cy="8" r="6"></circle>
    ${
      part > 0
        ? svg`<circle class="value" cx="8" cy="8" r="6" stroke-dasharray="${part.toFixed(2)} ${around}" transform="rotate(-90 8 8)"></circle>`
        : nothing
    }
  </svg>`
}

function progressLine(task: TaskStanding, state: TaskState, sent: boolean, rows: TaskRows): string {
  const { word, ctx } = rows
  const note = task.note ? textOf(task.note, ctx.locale) : ''
  if (sent) return word.sent
  const done = sayDay(task.doneAt, ctx)
  const lines: Readonly<Record<TaskState, () => string[]>> = {
    open: () => [howFar(task.done, note === '', rows), note],
    claimable: () => [done ? word.doneOn(done) : word.states.done, note],
    pending: () => [done ? word.checking(done) : word.checkingSoon],
    done: () => [done ? word.doneOn(done) : word.states.done],
    claimed: () => [done ? word.claimedOn(done) : word.states.claimed],
    locked: () => [whyLocked(task, rows), note],
    expired: () => [
      task.deadline ? word.expiredOn(sayDay(task.deadline.validThrough, ctx)) : '',
      howFar(task.done, true, rows),
    ],
    notApplicable: () => [task.why ? word.forWhom(sayRule(task.why, ctx)) : ''],
    dismissed: () => [word.canReturn],
  }
  return lines[state]().filter(Boolean).join(' · ')
}

/** Units whose numbers stand before the name of what they count, which says the unit. */
const counted = ['integer', 'points', 'days']

/** How far a condition has come: "34 of 40 dishes", or the value and its mark where that is not a count. */
function howFar(done: Evidence, named: boolean, { ctx, word }: TaskRows): string {
  const said = sayEvidence(done, ctx)
  if (
    done.kind === 'compare' &&
    done.is === 'gte' &&
    done.have !== null &&
    done.need !== null &&
    !done.exempt
  ) {
    const { unit } = done.subject
    if (counted.indexOf(unit) >= 0) {
      const [have, need] = [done.have, done.need].map((value) => formatNumber(value, 'integer', ctx))
      return word.countOf(have!, need!, named ? said.label : '').trim()
    }
    const need = formatNumber(done.need, unit, ctx)
    if (unit === 'money' || unit === 'number') return word.amountOf(said.have, need, said.label)
  }
  const line = done.kind === 'atLeast' || done.kind === 'not' ? said.have : said.line
  // what is missing is told by a note where there is one
  return named && said.hint && said.hint !== line ? `${line} · ${said.hint}` : line
}

const recurs: readonly TaskState[] = ['open', 'claimable', 'pending', 'done', 'claimed']

/** How often a task comes back, and how often in a row it was done. */
function streakOf(
  { each, streak }: TaskStanding,
  state: TaskState,
  sent: boolean,
  { word }: TaskRows,
): TemplateResult | typeof nothing {
  if (!each || sent || recurs.indexOf(state) < 0) return nothing
  return html` ·
    <span class="streak ${streak > 1 ? 'runs' : ''}" part="streak"
      >${icon('again')}${streak > 1 ? word.streak(streak, each) : word.every[each]}</span
    >`
}

/** What opens a locked task: a tier with the distance to it, where that is all it takes; else its rule. */
function whyLocked({ why }: TaskStanding, { standing, ctx, word }: TaskRows): string {
  if (!why) return ''
  if (
    why.kind === 'compare' &&
    why.subject.kind === 'ladder' &&
    why.needName &&
    (why.is === 'gte' || why.is === 'eq')
  ) {
    const ladder = standing.ladders.find(({ id }) => id === why.subject.id)
    const mark = ladder?.tiers.find(({ place }) => place === why.need)?.scoreFrom ?? null
    const score = standing.score?.value ?? null
    const gap =
      mark !== null && score !== null && mark > score ? formatNumber(mark - score, 'score', ctx) : null
    return word.opensAt(textOf(why.needName, ctx.locale), gap)
  }
  return word.opensWhen(sayRule(why, ctx))
}

/** What a reward is called in a state: what it adds to the score, else the points themselves. */
function gainCell(
  task: TaskStanding,
  state: TaskState,
  { standing, ctx, word }: TaskRows,
): TemplateResult | typeof nothing {
  const rewards = task.reward.map(({ amountPoints, name }) =>
    word.reward(formatNumber(amountPoints, 'points', ctx), textOf(name, ctx.locale)),
  )
  const reward = rewards.length > 0 ? word.rewards(rewards) : ''
  const toCome = state === 'open' || state === 'locked'
  const gain =
    toCome && task.gain ? word.gain(formatNumber(task.gain, 'score', { ...ctx, signed: true })) : ''
  if (!gain && !reward) return nothing
  const fate: Readonly<Partial<Record<TaskState, string>>> = {
    claimable: word.toClaim,
    pending: word.notYet,
    done: word.received,
    claimed: word.received,
    locked: word.onOpening,
    expired: word.missed,
  }
  const below = gain
    ? reward
      ? word.also(reward)
      : ''
    : (fate[state] ?? (standing.score && task.gain === 0 ? word.gainNone : ''))
  return html`<p class="strong">${gain || reward}</p>
    ${below ? html`<p class="s1">${below}</p>` : nothing}`
}

/** Days to its end from which a deadline counts as near. */
const nearDays = 2

function dueCell(
  task: TaskStanding,
  state: TaskState,
  { ctx, word }: TaskRows,
): TemplateResult | typeof nothing {
  const live = state === 'open' || state === 'claimable'
  if (!live) return nothing
  const effort = state === 'open' ? formatMinutes(task.effortMinutes, ctx.locale) : ''
  if (!task.deadline) return effort ? html`<p class="s1 alone">${effort}</p>` : nothing
  const { validThrough } = task.deadline
  const days = daysUntil(validThrough, ctx.at, ctx.zone)
  const near = days !== null && days <= nearDays
  return html`<p>${sayDay(validThrough, ctx)}</p>
    ${near ? html`<p class="s1"><span class="warn">${daysLeft(validThrough, ctx.at, ctx.zone, ctx.locale)}</span></p>` : nothing}
    ${near && !effort ? nothing : html`<p class="s1">${effort || (state === 'claimable' ? word.claimBy : '')}</p>`}`
}

const tags: Readonly<Partial<Record<TaskState, readonly [keyof TaskWords['states'], IconName, string]>>> = {
  pending: ['pending', 'clock', 'accent'],
  done: ['done', 'check', 'good'],
  claimed: ['claimed', 'check', 'good'],
  locked: ['locked', 'lock', ''],
  expired: ['expired', 'close', ''],
  notApplicable: ['notApplicable', 'ban', ''],
}

function actCell(
  task: TaskStanding,
  state: TaskState,
  sent: boolean,
  rows: TaskRows,
): TemplateResult | typeof nothing {
  const { word, ctx, offered } = rows
  const name = textOf(task.name, ctx.locale)
  const tag = sent ? tags.pending : tags[state]
  if (tag) return html`<span class="tag ${tag[2]}" part="tag">${icon(tag[1])}${word.states[tag[0]]}</span>`
  if (state === 'claimable' && offered) {
    return html`<button
      class="btn primary"
      part="button action"
      type="button"
      aria-label=${word.ofTask(word.claim, name)}
      @click=${() => rows.onClaim(task)}
    >
      ${word.claim}
    </button>`
  }
  if (state === 'dismissed' && offered) {
    return html`<button
      class="btn"
      part="button action"
      type="button"
      aria-label=${word.ofTask(word.restore, name)}
      @click=${() => rows.onRestore(task)}
    >
      ${word.restore}
    </button>`
  }
  return state === 'open' ? html`${dismissButton(task, name, rows)}${openLink(task, name, rows)}` : nothing
}

function openLink(task: TaskStanding, name: string, rows: TaskRows): TemplateResult | typeof nothing {
  const link = safeLink(task.link, rows.base, `task ${task.id}`)
  if (!link) return nothing
  const label = task.progress ? rows.word.resume : rows.word.start
  return html`<a
    class="btn ${rows.first === task.id ? 'primary' : ''}"
    part="button action"
    href=${link}
    aria-label=${rows.word.ofTask(label, name)}
    @click=${(event: MouseEvent) => rows.onOpen(event, task, link)}
    >${label}</a
  >`
}

function dismissButton(
  task: TaskStanding,
  name: string,
  { word, offered, onDismiss }: TaskRows,
): TemplateResult | typeof nothing {
  if (!offered) return nothing
  const label = word.ofTask(word.dismiss, name)
  return html`<button
    class="btn icon dismiss"
    part="button dismiss"
    type="button"
    title=${word.dismiss}
    aria-label=${label}
    @click=${() => onDismiss(task)}
  >
    ${icon('close')}
  </button>`
}
