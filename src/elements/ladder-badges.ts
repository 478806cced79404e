/** Badges as one row of tags: those held, then those on the way with how far they have come. */
import { html, nothing, type TemplateResult } from 'lit'
import type { LadderStanding } from '../schema/standing.js'
import { textOf } from '../words/locale.js'
import { sayEvidence, type SayContext } from '../words/say.js'
import type { LadderWords } from '../words/tier-ladder.js'
import { icon } from './icons.js'

export interface BadgePlan {
  readonly badges: readonly LadderStanding[]
  readonly ctx: SayContext
  readonly word: LadderWords
  readonly headingLevel: number
}

export function ladderBadges(plan: BadgePlan): TemplateResult | typeof nothing {
  const { badges, ctx, word } = plan
  const first = badges[0]
  if (!first) return nothing
  // one badge in several scopes is named once, in the heading
  const same = badges.length > 1 && badges.every(({ id, scope }) => id === first.id && scope)
  const heading = same ? word.badgesOf(textOf(first.name, ctx.locale)) : word.badges
  const held = badges.filter((badge) => badge.held !== null)
  const ordered = [...held, ...badges.filter((badge) => badge.held === null)]
  return html`<div class="badges" part="badges">
    <div class="h" part="badges-head">
      <div class="name" role="heading" aria-level=${plan.headingLevel}>${heading}</div>
      <span>${word.badgesHeld(held.length, badges.length)}</span>
    </div>
    <ul class="tags">
      ${ordered.map((badge) => tag(plan, badge, same))}
    </ul>
  </div>`
}

function tag({ ctx, word }: BadgePlan, badge: LadderStanding, same: boolean): TemplateResult {
  const scope = badge.scope ? textOf(badge.scope.name, ctx.locale) : null
  const name = same ? (scope ?? '') : word.badge(scope, textOf(badge.name, ctx.locale))
  const held = badge.held !== null
  const missing = badge.next?.conditions.find(({ met }) => met !== true)
  return html`<li class="tag ${held ? 'accent' : ''}" part="badge">
    ${icon(held ? 'star' : 'lock')}<span>${name}</span>
    ${held ? html`<span class="sr">, ${word.badgeHeld}</span>` : nothing}
    ${held || !missing ? nothing : html`<span class="away">${sayEvidence(missing, ctx).hint}</span>`}
  </li>`
}
