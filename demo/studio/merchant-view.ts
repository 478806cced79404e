/** One merchant of the population as the five widgets would show them, under the published program and under the draft, side by side. */
import { html, type TemplateResult } from 'lit'
import { compile } from '../../src/plan/compile.js'
import { subjectsOf, rootsOf, mainLadderOf, type Subject } from '../../src/plan/asked.js'
import { evaluate } from '../../src/core/evaluate.js'
import { isoOf } from '../../src/plan/calendar.js'
import { isKnown, type Population } from '../../src/population/columns.js'
import type { Program } from '../../src/schema/program.js'
import type { MerchantRecord } from '../../src/schema/record.js'
import type { Standing } from '../../src/schema/standing.js'
import type { StudioWords } from './says.js'

/** What the columns say of one merchant, as a record: values in place of facts. */
export const recordOf = (
  program: Program,
  subjects: readonly Subject[],
  { ids, columns }: Population,
  row: number,
  atMs: number,
): MerchantRecord => {
  const metrics: Record<string, number | null> = {}
  const fields: Record<string, number | string | boolean | null> = {}
  for (const subject of subjects) {
    const column = columns.get(subject.id)
    if (!column || subject.unit === 'tier' || subject.id === 'joinedAt' || subject.id === 'asOf') continue
    const value = column[row]!
    if (program.metrics[subject.id] || subject.id.indexOf('@') > 0)
      metrics[subject.id] = isKnown(value) ? value : null
    else if (program.fields[subject.id])
      fields[subject.id] = isKnown(value) ? writtenAs(subject, value) : null
  }
  const joined = columns.get('joinedAt')?.[row]
  return {
    id: ids[row] ?? '',
    joinedAt: isoOf(joined !== undefined && isKnown(joined) ? joined : atMs - 400 * 86_400_000),
    asOf: isoOf(atMs),
    fields,
    metrics,
  } as MerchantRecord
}

const writtenAs = ({ reading, values }: Subject, value: number): number | string | boolean => {
  if (reading === 'flag') return value === 1
  if (reading === 'choice') return values[value]?.id ?? ''
  return reading === 'date' ? isoOf(value).slice(0, 10) : value
}

/** Null where the program reads what no column gives. */
export const standingOf = (
  program: Program,
  population: Population,
  row: number,
  atMs: number,
): Standing | null => {
  const { value: plan } = compile([program])
  if (!plan) return null
  const subjects = subjectsOf(plan, rootsOf(plan, mainLadderOf(plan)))
  try {
    return evaluate(plan, recordOf(program, subjects, population, row, atMs), atMs)
  } catch {
    return null
  }
}

export const merchantView = (
  words: StudioWords,
  sides: readonly (readonly [title: string, standing: Standing | null])[],
  locale: string,
): TemplateResult =>
  html`<div class="sides">
    ${sides.map(
      ([title, standing]) =>
        html`<section class="side" lang=${locale} aria-label=${title}>
          <h3>${title}</h3>
          ${
            standing
              ? html`<tk-score-gauge .standing=${standing}></tk-score-gauge>
                  <tk-tier-ladder .standing=${standing}></tk-tier-ladder>
                  <tk-task-checklist .standing=${standing}></tk-task-checklist>
                  <tk-benefit-wallet .standing=${standing}></tk-benefit-wallet>
                  <tk-points-ledger .standing=${standing}></tk-points-ledger>`
              : html`<p>${words.noRecord}</p>`
          }
        </section>`,
    )}
  </div>`
