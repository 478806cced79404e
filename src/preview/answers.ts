/** The three answers at the top: who moves, what it costs, may I publish. */
import { html, nothing, type TemplateResult } from 'lit'
import { allHold } from '../population/guards.js'
import { icon } from './icons.js'
import type { Screen } from './screen.js'

export const answers = ({ words, say, moves, details }: Screen): TemplateResult => {
  const { risen = 0, fallen = 0, stayed = 0 } = moves?.movement ?? {}
  const all = moves?.merchants ?? 0
  const big = (look: 'up' | 'dn' | '', count: number, label: string): TemplateResult =>
    html`<div>
      <div class="big ${count > 0 ? look : ''}">
        ${look ? icon(look === 'up' ? 'up' : 'down') : nothing}${moves ? say.value(count) : '–'}
      </div>
      <div class="lab">${label} <b>${moves ? say.share(count, all, 2) : ''}</b></div>
    </div>`
  const cost = details?.cost
  const more = cost ? cost.after - cost.before : 0
  const isFree = cost !== undefined && cost.after === 0 && cost.before === 0
  return html`
    <section class="answers" aria-label=${words.answers}>
      <div class="an">
        <h2>${words.whoMoves}</h2>
        <div class="trio">
          ${big('up', risen, words.promoted)} ${big('dn', fallen, words.demoted)}
          ${big('', stayed, words.stay)}
        </div>
      </div>
      <div class="an">
        <h2>${words.cost}</h2>
        ${
          isFree
            ? html`<div class="big">–</div>
                <div class="lab">${words.costNone}</div>`
            : html`<div class="big">${cost ? say.short(more, 'money', more !== 0) : '–'}</div>
                <div class="lab">
                  ${cost ? html`<b>${say.share(more, cost.before, 2, true)}</b> ${words.fromTo(say.short(cost.before, 'money'), say.short(cost.after, 'money'))}` : nothing}
                </div>`
        }
      </div>
    </section>
  `
}

/** What stands under "may I publish", and as what: `bad` where it may not be. */
export const verdictOf = ({
  words,
  refused,
  details,
  moves,
  changes,
}: Pick<Screen, 'words' | 'refused' | 'details' | 'moves' | 'changes'>): {
  readonly look: 'bad' | 'good' | 'wait'
  readonly title: string
  readonly why: string
} => {
  if (refused)
    return { look: 'bad', title: words.notYet, why: refused.side === 'draft' ? words.refused : words.cannot }
  if (!moves || !details) return { look: 'wait', title: words.asking, why: '' }
  const broken = details.rails.filter(({ holds }) => !holds).length
  if (!allHold(details.rails)) return { look: 'bad', title: words.notYet, why: words.broken(String(broken)) }
  return { look: 'good', title: words.yes, why: changes === 0 ? words.nothingChanged : words.allKept }
}

export const verdict = (screen: Screen): TemplateResult => {
  const { look, title, why } = verdictOf(screen)
  return html`<section class="verdict" part="verdict" aria-labelledby="t-verdict">
    <h2 id="t-verdict">${screen.words.mayPublish}</h2>
    <div class="big ${look === 'bad' ? 'dn' : look === 'good' ? 'up' : ''}">
      ${look === 'bad' ? icon('stop') : look === 'good' ? icon('ok') : nothing}${title}
    </div>
    <div class="lab">${why}</div>
  </section>`
}
