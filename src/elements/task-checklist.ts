import { html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Command } from '../schema/command.js'
import type { Standing, TaskStanding } from '../schema/standing.js'
import { zoneName } from '../words/date.js'
import { sayDay } from '../words/day.js'
import { textOf } from '../words/locale.js'
import { taskWords } from '../words/task-checklist.js'
import { Celebration } from './celebration.js'
import { TkElement, type CardTexts } from './element.js'
import { TkTaskClaimEvent, TkTaskDismissEvent, TkTaskOpenEvent, TkTaskRestoreEvent } from './events.js'
import { icon, type IconName } from './icons.js'
import type { Moment, News } from './news.js'
import { firstOf, moreButton, rowsOf } from './paging.js'
import { TaskAside, lastOf } from './task-aside.js'
import { taskBones } from './task-bones.js'
import { styles } from './task-checklist.styles.js'
import {
  always,
  countsOf,
  doneOf,
  filters,
  sectionsOf,
  type Aside,
  type Section,
  type TaskFilter,
} from './task-groups.js'
import { taskNews } from './task-news.js'
import { hasSteps, taskPath } from './task-path.js'
import { taskRow, type TaskRows } from './task-row.js'

const ownRows = 6

/**
 * What a merchant can do next: the tasks that lead to the next tier, then all others by area, each with how far it is,
 * what it brings, by when, and one action. Tasks that do not apply, and those set aside, leave the count.
 *
 * @summary The tasks of a merchant, with progress, reward and deadline.
 * @tag tk-task-checklist
 *
 * @slot header - below the title, in every state
 * @slot footer - at the end of the card, in every state
 * @slot task-<id> - something of the page's own in the row of that task, below its progress
 * @slot empty - in place of the message of a program without tasks
 * @slot error - in place of the message and the Retry button
 * @slot loading - in place of the skeleton
 *
 * @fires {CustomEvent<{task: string, link: string}>} tk-task-open - a task's link was pressed; canceled, the page does not navigate
 * @fires {CustomEvent<{task: string}>} tk-task-claim - the reward of a done task is asked for
 * @fires {CustomEvent<{task: string}>} tk-task-dismiss - a task is to be set aside; once it is, its row offers Undo
 * @fires {CustomEvent<{task: string}>} tk-task-restore - a task that was set aside is to come back, by Restore or Undo
 * @fires {CustomEvent<null>} tk-load - a standing is shown, for the first time or again after an error; does not bubble
 * @fires {CustomEvent<{issue: Issue, cause?: unknown}>} tk-error - the error state is shown; does not bubble
 * @fires {CustomEvent<null>} tk-retry - the person asks to read again; inside a provider that happens unless canceled
 *
 * @csspart card - the whole
 * @csspart head - title, count, date, Retry
 * @csspart title - the title
 * @csspart count - how many are done of those that can be
 * @csspart as-of - when the numbers held
 * @csspart header - around the slot of that name
 * @csspart footer - around the slot of that name
 * @csspart notice - what was asked for and not done, or may be forgotten, and why
 * @csspart notice-button - waves it away
 * @csspart body - everything between head and foot
 * @csspart content - what a ready element shows
 * @csspart tabs - the filters
 * @csspart tab - one of them
 * @csspart celebration - what is shown for some seconds when a tier is reached or the last task is done
 * @csspart path - the way to the next tier, or why tasks do not lead there
 * @csspart path-gain - what it adds to the score
 * @csspart path-title - what it is
 * @csspart path-meta - from where to where, how long, by when
 * @csspart path-bar - what each of its tasks adds
 * @csspart area - the heading of an area
 * @csspart task - one row
 * @csspart icon - an icon
 * @csspart name - a task's name
 * @csspart progress - how far it is, or why it cannot be done
 * @csspart streak - how often it comes back, and how often in a row it was done
 * @csspart gain - what it brings
 * @csspart due - by when, and how long it takes
 * @csspart tag - a state
 * @csspart button - a button, or a link that looks like one
 * @csspart action - the one of a row
 * @csspart dismiss - the button that sets a task aside
 * @csspart undo - the button that brings it back at once
 * @csspart more - the button that shows more rows
 * @csspart foot - when gains count
 * @csspart skeleton - while loading
 * @csspart empty - the message of a program without tasks
 * @csspart error - the message of a failure
 * @csspart message - the first line of a message
 * @csspart reason - its second line
 * @csspart retry - the Retry button
 *
 * @cssproperty [--tk-task-path=var(--tk-color-accent-soft)] - behind the way to the next tier
 */
export class TkTaskChecklist extends TkElement {
  static override styles = [TkElement.styles, styles]

  /** How many tasks are shown at first, and how many more at each press; from 1. */
  @property({ type: Number }) rows = ownRows

  /** Commands that are sent and not read back, for a page without a provider. They show as pending and change no number. */
  @property({ attribute: false }) pending: readonly Command[] | null | undefined

  @state() private filter: TaskFilter = 'all'
  @state() private pages = 1

  private readonly celebration = new Celebration(this)
  private readonly asideLast = new TaskAside()
  /** The task that was set aside and stands in its place still. */
  private aside: Aside | null = null

  protected override readonly emptyIcon: IconName = 'ok'

  protected override texts(): CardTexts {
    return taskWords(this.locale)
  }

  protected override isEmpty({ tasks, path }: Standing): boolean {
    return path === null && tasks.every(({ state }) => state === 'notApplicable')
  }

  protected override renderAside({ tasks }: Standing): TemplateResult | typeof nothing {
    const { done, total } = doneOf(tasks)
    return total > 0
      ? html`<span class="s1 nowrap" part="count">${taskWords(this.locale).doneOf(done, total)}</span>`
      : nothing
  }

  protected override renderFoot(standing: Standing | null): TemplateResult | typeof nothing {
    if (!standing) return html`<span class="bone text w45"></span>`
    const word = taskWords(this.locale)
    const main = standing.ladders.find((ladder) => ladder.main)
    const next = standing.reviews.find(({ id }) => id === main?.review)?.next
    if (!standing.score || !next) return html`<span>${word.countedSoon}</span>`
    const ctx = this.contextOf(standing)
    return html`<span>${word.countedAt(sayDay(next, ctx), zoneName(ctx.zone, this.locale))}</span>`
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed)
    const standing = this.current
    if (!standing) return
    const word = taskWords(this.locale)
    const { place, task, news } = this.asideLast.look(standing, this.commands)
    this.aside = place
    if (task && news) this.say(word.asideNews[news](textOf(task.name, this.locale)))
    const cheer = this.celebration.see(standing)
    if (!cheer) return
    const tier = cheer.tier && textOf(cheer.tier, this.locale)
    const main = standing.ladders.find((ladder) => ladder.main)
    this.celebration.show(word.cheer(tier, cheer.done))
    // the ladder may have told of the tier
    const isNews = tier !== null && this.tells(standing, `tier ${main?.id}`)
    if (isNews || cheer.done) this.say(word.cheer(isNews ? tier : null, cheer.done))
  }

  protected override newsOf(before: Moment, now: Moment): News[] {
    return taskNews(before, now, taskWords(this.locale).news, this.locale)
  }

  protected override placeOf(focused: Element): string | null {
    const row = focused.closest<HTMLElement>('[data-task]')
    return row ? `[data-task="${CSS.escape(row.dataset.task!)}"]` : super.placeOf(focused)
  }

  protected override renderReady(standing: Standing): TemplateResult {
    const word = taskWords(this.locale)
    const counts = countsOf(standing.tasks)
    const filter = counts[this.filter] > 0 || always.indexOf(this.filter) >= 0 ? this.filter : 'all'
    const rows = rowsOf(this.rows, ownRows)
    const path = filter === 'all' || filter === 'todo' ? this.renderPath(standing) : nothing
    // a list without the card above it, or with a mere note in its place, has room for one more
    const room = rows + (path === nothing || !hasSteps(standing) ? 1 : 0)
    const { runs, shown } = firstOf(
      sectionsOf(standing.tasks, standing.path, filter, this.aside),
      room + rows * (this.pages - 1),
    )
    // one that was set aside counts no more, and is there
    const total = counts[filter] + (this.aside && filter !== 'dismissed' ? 1 : 0)
    const full = shown < total || shown >= rows
    const ofRows = this.rowsFor(standing, runs)
    return html`<div class="stack">
      ${counts.all > rows ? html`<div class="hold skeleton under" aria-hidden="true">${this.renderSkeleton()}</div>` : nothing}
      <div class="page">
        ${this.renderTabs(counts, filter)} ${path}
        <div class="list ${full ? 'full' : ''}">
          ${repeat(
            runs,
            ({ area }) => area?.id ?? null,
            (section) => this.renderSection(section, ofRows),
          )}
          ${shown === 0 ? html`<p class="none s1" part="message">${word.nothing[filter]}</p>` : nothing}
        </div>
        ${moreButton({
          shown,
          total,
          rows,
          more: word.more,
          fewer: word.fewer,
          onMore: () => void this.pages++,
          onFewer: () => void (this.pages = 1),
        })}
      </div>
      ${this.celebration.render()}
    </div>`
  }

  protected override renderSkeleton(): TemplateResult {
    return taskBones({ locale: this.locale, rows: rowsOf(this.rows, ownRows), dueFirst: this.snug })
  }

  private renderPath(standing: Standing): TemplateResult | typeof nothing {
    const word = taskWords(this.locale)
    const { todo, done } = countsOf(standing.tasks)
    const path = taskPath(standing, this.contextOf(standing), word, this.rtl)
    if (path !== nothing || todo > 0 || done === 0) return path
    return html`<div class="note good path-note" part="path">
      ${icon('ok')}
      <div>
        <p class="what">
          <b>${word.allDone}</b>
          <span class="s1">${this.sayNext(standing)}</span>
        </p>
      </div>
    </div>`
  }

  /** When the next recurring task opens again. */
  private sayNext(standing: Standing): string {
    const word = taskWords(this.locale)
    const ends = standing.tasks
      .filter(({ each, deadline }) => each !== null && deadline !== null)
      .map(({ deadline }) => deadline!.at)
      .filter((end) => Date.parse(end) > Date.parse(standing.at))
      .sort((a, b) => Date.parse(a) - Date.parse(b))
    return ends[0] === undefined
      ? word.allDoneOnce
      : word.allDoneNext(sayDay(ends[0], this.contextOf(standing), 'weekday'))
  }

  private renderTabs(counts: Record<TaskFilter, number>, current: TaskFilter): TemplateResult {
    const word = taskWords(this.locale)
    const offered = filters.filter((filter) => counts[filter] > 0 || always.indexOf(filter) >= 0)
    return html`<div class="tabs" part="tabs" role="group" aria-label=${word.filter}>
      ${offered.map(
        (filter) =>
          html`<button
            class="tab"
            part="tab"
            type="button"
            aria-pressed=${filter === current ? 'true' : 'false'}
            @click=${() => this.choose(filter)}
          >
            ${word.filters[filter]} <span class="count">${counts[filter]}</span>
          </button>`,
      )}
    </div>`
  }

  private renderSection({ area, done, total, items }: Section, rows: TaskRows): TemplateResult {
    const word = taskWords(this.locale)
    return html`${
        area
          ? html`<div class="h area" part="area">
              <span class="name" role="heading" aria-level=${this.sectionLevel}
                >${textOf(area.name, this.locale)}</span
              >
              ${total > 0 ? html`<span>${word.doneOf(done, total)}</span>` : nothing}
            </div>`
          : nothing
      }
      <ul role="list" .style=${`flex-grow:${items.length}`}>
        ${repeat(
          items,
          ({ id }) => id,
          (task) => taskRow(task, rows),
        )}
      </ul>`
  }

  protected override aboutOf(command: Command, { tasks }: Standing): string | null {
    if (!('task' in command)) return null
    const name = tasks.find(({ id }) => id === command.task)?.name
    return name ? textOf(name, this.locale) : command.task
  }

  protected override get commands(): readonly Command[] {
    return this.source?.view.pending ?? this.pending ?? []
  }

  private rowsFor(standing: Standing, sections: readonly Section[]): TaskRows {
    const pending = this.commands
    const shown = sections.reduce<TaskStanding[]>((all, { items }) => [...all, ...items], [])
    const claims = shown.some(({ state }) => state === 'claimable')
    return {
      standing,
      ctx: this.contextOf(standing),
      word: taskWords(this.locale),
      offered: this.source?.can.send ?? true,
      dueFirst: this.snug,
      isSent: ({ id }) => pending.some((command) => 'task' in command && command.task === id),
      // one action stands out: what is to be claimed does so by itself
      first: claims ? null : (shown.find(({ state, link }) => state === 'open' && link)?.id ?? null),
      onOpen: this.open,
      onClaim: ({ id }) => this.dispatchEvent(new TkTaskClaimEvent(id)),
      aside: this.aside?.id ?? null,
      isBack: ({ id }) => lastOf(id, pending) === 'restoreTask',
      onDismiss: (task) => {
        this.asideLast.ask(task, sections)
        this.dispatchEvent(new TkTaskDismissEvent(task.id))
      },
      onRestore: ({ id }) => this.dispatchEvent(new TkTaskRestoreEvent(id)),
      base: this.ownerDocument.baseURI,
    }
  }

  private readonly open = (event: MouseEvent, { id }: TaskStanding, link: string): void => {
    // another tab or a download is the browser's own business
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (!this.dispatchEvent(new TkTaskOpenEvent(id, link))) event.preventDefault()
  }

  private choose(filter: TaskFilter): void {
    this.asideLast.forget()
    this.filter = filter
    this.pages = 1
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'tk-task-checklist': TkTaskChecklist
  }
}
