/** The same moves, kind of merchant by kind. Bars share one scale; the dashes are the rail on demotions. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import type { SegmentMoves } from '../population/segment-moves.js'
import { oneOf, panel } from './panel.js'
import type { Screen } from './screen.js'

export const segmentsPanel = (screen: Screen): TemplateResult => {
  const { words, say, segments, segmentChoices, details, moves, act, limits } = screen
  if (segmentChoices.length === 0)
    return panel({
      id: 'segments',
      title: words.segments,
      body: html`<p class="note">${words.noSegments}</p>`,
    })
  const rows = details?.segments ?? []
  const top = moves?.shared.tiers[moves.shared.latter[moves.draft.ladder.tiers.length - 1]!]
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
  const most = Math.max(0.001, (limits.maxDemoted ?? 0) / 100, ...rows.flatMap(({ merchants, risen, fallen }) => [share(risen, merchants), share(fallen, merchants)])) // prettier-ignore
  const nameOf = (place: number): string =>
    place < 0 ? words.unknownSegment : (segments?.names[place] ?? String(place))
  const bars = ({ merchants, risen, fallen }: SegmentMoves): TemplateResult => {
    const [up, down] = [50 * (share(risen, merchants) / most), 50 * (share(fallen, merchants) / most)]
    const rail = limits.maxDemoted === undefined ? null : 50 - (50 * limits.maxDemoted) / 100 / most
    return html`<svg class="bars" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      ${svg`<rect class="down" x=${50 - down} width=${down} y="2" height="8"></rect><rect class="up" x="50" width=${up} y="2" height="8"></rect><line class="zero" x1="50" x2="50" y1="0" y2="12"></line>`}
      ${rail === null ? nothing : svg`<line class="rail" x1=${rail} x2=${rail} y1="0" y2="12"></line>`}
    </svg>`
  }
  const line = (name: string, row: SegmentMoves, isSum = false): TemplateResult =>
    html`<tr class=${isSum ? 'sum' : ''}>
      <th scope="row">${name}</th>
      <td class="end">${say.value(row.merchants)}</td>
      <td class="end dn">${say.value(row.fallen)} <b>${say.share(row.fallen, row.merchants, 2)}</b></td>
      <td class="bcell">${isSum ? nothing : bars(row)}</td>
      <td class="end up"><b>${say.share(row.risen, row.merchants, 2)}</b> ${say.value(row.risen)}</td>
      <td class="end">
        ${say.share(row.topBefore, row.merchants)} → <b>${say.share(row.topAfter, row.merchants)}</b>
      </td>
    </tr>`
  const all = rows.reduce(
    (sum, row) => ({
      place: -2,
      merchants: sum.merchants + row.merchants,
      risen: sum.risen + row.risen,
      fallen: sum.fallen + row.fallen,
      topBefore: sum.topBefore + row.topBefore,
      topAfter: sum.topAfter + row.topAfter,
    }),
    { place: -2, merchants: 0, risen: 0, fallen: 0, topBefore: 0, topAfter: 0 },
  )
  return panel({
    ...{ id: 'segments', title: words.segments, look: 'segments' },
    aside: oneOf(words.by, segmentChoices, segments?.id ?? '', act.part),
    body: html`<div class="scroll" tabindex="0" role="group" aria-label=${words.segments}>
      <table class="dt">
        <thead>
          <tr>
            <th scope="col">${words.segment}</th>
            <th scope="col" class="end">${words.merchants}</th>
            <th scope="col" class="end">${words.demoted}</th>
            <td></td>
            <th scope="col" class="end">${words.promoted}</th>
            <th scope="col" class="end">${top ? words.inTop(say.text(top.name)) : nothing}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => line(nameOf(row.place), row))}${rows.length > 0 ? line(words.allMerchants, all, true) : nothing}
        </tbody>
      </table>
    </div>`,
  })
}
