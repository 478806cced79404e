/**
 * What a card says of itself: that there is nothing to show, that it failed, and above its content what came of a person's requests. It
 * holds nothing; who draws a card gives it what to say.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Command } from '../schema/command.js'
import type { Issue } from '../schema/issues.js'
import { elementWords } from '../words/element.js'
import type { Locale } from '../words/locale.js'
import type { SaidIssue } from '../words/said-issue.js'
import type { ViewSource } from './context.js'
import { icon, type IconName } from './icons.js'

/** An issue's sentences, as far as they can be said now. */
type Say = (issue: Issue) => SaidIssue

export function message(name: IconName, title: string, reason: string): TemplateResult {
  return html`${icon(name, 'big')}
    <p class="strong" part="message">${title}</p>
    <p class="s1" part="reason">${reason}</p>`
}

/** A failure in place of the content: what, why, what to do about it and where, and once more. */
export function failure(
  issue: Issue | null,
  title: string,
  onRetry: () => void,
  locale: Locale,
  say: Say,
): TemplateResult {
  const word = elementWords(locale)
  const said = issue && say(issue)
  const reason =
    issue?.document && said?.text ? word.inDocument(issue.document, issue.place, said.text) : said?.text
  return html`${message('warn', title, reason ?? '')}
    ${said?.fix ? html`<p class="s1" part="fix">${said.fix}</p>` : nothing}
    ${said?.path ? html`<p class="s1 subtle" part="path">${said.path}</p>` : nothing}
    <button class="btn" part="button retry" type="button" @click=${onRetry}>${word.retry}</button>`
}

/**
 * What a person asked for and did not get, and why what they asked for may be forgotten. `about` names what a command was about; null for
 * those of other elements.
 */
export function notices(
  source: ViewSource,
  about: (command: Command) => string | null,
  locale: Locale,
  say: Say,
): unknown {
  const word = elementWords(locale)
  const all: [key: string, TemplateResult][] = []
  for (const { command, state, issue } of source.failed) {
    const name = about(command)
    if (name === null) continue
    const title = state === 'unknown' ? word.unsure(name) : word.refused(name)
    all.push([command.key, notice('bad', title, say(issue), () => source.seen(command.key), word)])
  }
  if (source.unkept)
    all.push(['', notice('warn', word.unkept, say(source.unkept), () => source.seen(), word)])
  // each in a place of its own: one that goes is not read aloud again in the words of the next
  return repeat(
    all,
    ([key]) => key,
    ([, one]) => one,
  )
}

function notice(
  tone: 'bad' | 'warn',
  title: string,
  { text, fix }: SaidIssue,
  onSeen: () => void,
  word: ReturnType<typeof elementWords>,
): TemplateResult {
  return html`<div class="note ${tone} notice" part="notice" role="alert">
    ${icon('warn')}
    <div>
      <p class="what"><b>${title}</b> <span class="s1">${word.then(text, fix)}</span></p>
      <button
        class="btn"
        part="button notice-button"
        type="button"
        aria-label=${word.seenOf(title)}
        @click=${onSeen}
      >
        ${word.seen}
      </button>
    </div>
  </div>`
}
