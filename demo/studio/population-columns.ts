/** The table of a file's columns: what each is taken for, how it is read and why, and how its values lie. */
import { html, nothing, svg, type TemplateResult } from 'lit'
import { joinedAt, asOf, type Subject } from '../../src/plan/asked.js'
import { spellingOf } from '../../src/population/cell.js'
import { serialDateOf } from '../../src/population/cell-date.js'
import { subjectsFor } from '../../src/population/guess.js'
import type { ColumnProfile } from '../../src/population/profile.js'
import { unitOfMoney } from '../../src/words/number.js'
import { mark } from './population-icons.js'
import { openQuestions, type Choice } from './population-session.js'
import type { Spread } from './population-spread.js'
import { count, nameOf, share, value, type Acts, type View } from './population-view.js'

type State = 'sure' | 'confirm' | 'kept' | 'ignored' | 'answered'

/** What a column gives, with what is known of it. */
interface Given {
  readonly profile: ColumnProfile
  readonly choice: Choice
  readonly subject: Subject | null
  readonly spread: Spread | null
  readonly loaded: number
}

export const columnsTable = (view: View, acts: Acts): TemplateResult => {
  const { words, session, result } = view
  const { heads } = words
  const questions = session ? openQuestions(session) : []
  return html`<div class="map-scroll" tabindex="0" role="group" aria-label=${words.tableLabel}>
    <table class="map">
      <thead>
        <tr>
          <th scope="col">${session ? heads.column : heads.asked}</th>
          ${session ? html`<th scope="col">${heads.goesTo}</th>` : nothing}
          <th scope="col">${heads.readAs}</th>
          <th scope="col" class="wide-only">${heads.values}</th>
          <th scope="col" class="num">${heads.filled}</th>
          ${session ? html`<th scope="col"><span class="sr">${heads.state}</span></th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${
          session
            ? session.profiles.map((profile, column) =>
                fileRow(givenOf(view, profile, column), questions.indexOf(column) >= 0, view, acts),
              )
            : (result?.subjects ?? []).map((subject) => madeRow(subject, view))
        }
      </tbody>
    </table>
  </div>`
}

const givenOf = ({ session, result, asked }: View, profile: ColumnProfile, column: number): Given => {
  const choice = session!.choices[column]!
  const known = subjectsFor(asked.subjects).find(({ id }) => id === choice.goesTo) ?? null
  const mapped = result?.loaded.mapped.find((one) => one.column === column)
  const subject = mapped?.subject ?? known
  return {
    ...{ profile, choice, subject },
    spread: (mapped && result!.spreads.get(mapped.subject.id)) ?? null,
    loaded: result?.loaded.population.ids.length ?? 0,
  }
}

const fileRow = (given: Given, isOpen: boolean, view: View, acts: Acts): TemplateResult => {
  const { profile, choice } = given
  const state = stateOf(given, isOpen)
  const { words } = view
  return html`<tr class=${state} data-column=${profile.column}>
    <th scope="row">
      <span class="col-name">${profile.name}</span
      ><span class="col-sample">${profile.texts.slice(0, samplesOf(given)).join(' · ') || words.blank}</span>
    </th>
    <td>${goesToSelect(given, view, acts)}</td>
    <td>
      <span class="as">${isOpen ? questionOf(given, view) : readAsOf(given, view)}</span>
      <div class="why">${whyOf(given, isOpen, view)}</div>
      ${choice.asks ? answersFor(given, view, acts) : nothing}
    </td>
    <td class="wide-only">${valuesOf(given, view)}</td>
    <td class="num">${filledOf(given, view)}</td>
    <td><span class="state">${mark(state)}${words.states[state]}</span></td>
  </tr>`
}

const madeRow = (subject: Subject, view: View): TemplateResult => {
  const { words, result } = view
  const spread = result!.spreads.get(subject.id) ?? null
  const loaded = result!.loaded.population.ids.length
  const given = { spread, loaded, subject } as Given
  return html`<tr class="made">
    <th scope="row">
      <span class="col-name">${nameOf(subject, view)}</span><span class="col-sample">${subject.id}</span>
    </th>
    <td>
      <span class="as">${kindOf(subject, view)}</span>
      <div class="why">${words.why.made}</div>
    </td>
    <td class="wide-only">${valuesOf(given, view)}</td>
    <td class="num">${spread ? share(spread.known, loaded, view) : nothing}</td>
  </tr>`
}

const samplesOf = ({ profile }: Given): number =>
  profile.longest > 9 ? 1 : profile.numbers === profile.known ? 2 : 3

const stateOf = ({ choice, spread, loaded }: Given, isOpen: boolean): State => {
  if (choice.goesTo === null) return 'ignored'
  if (isOpen) return 'confirm'
  if (choice.asks !== null && choice.isAnswered) return 'answered'
  return spread && spread.known < loaded ? 'kept' : 'sure'
}

const goesToSelect = ({ profile, choice }: Given, view: View, acts: Acts): TemplateResult => {
  const { words, asked } = view
  const option = (to: string, text: string): TemplateResult =>
    html`<option value=${to} ?selected=${choice.goesTo === to}>${text}</option>`
  const own = asked.subjects.filter(({ id }) => id !== joinedAt.id && id !== asOf.id)
  return html`<select
    class="goes"
    aria-label=${words.goesToFor(profile.name)}
    .value=${choice.goesTo ?? ''}
    @change=${(event: Event) =>
      acts.goesTo(profile.column, (event.target as HTMLSelectElement).value || null)}
  >
    <option value="" ?selected=${choice.goesTo === null}>${words.notUsed}</option>
    ${option('id', words.id)}
    <optgroup label=${words.groupProgram}>
      ${own.map((subject) => option(subject.id, nameOf(subject, view)))}
    </optgroup>
    <optgroup label=${words.groupAny}>
      ${option('joinedAt', words.joinedAt)}${option('asOf', words.asOf)}${option('segment', words.asSegment)}${option('number', words.asNumber)}
    </optgroup>
  </select>`
}

/** How a subject's values are written when nothing stands around them. */
const kindOf = ({ reading, unit, values }: Subject, view: View): string => {
  const { words, asked } = view
  const { readAs } = words
  if (reading === 'flag') return readAs.flag
  if (reading === 'date') return readAs.date
  if (reading === 'choice') return readAs.choice(count(values.length, view))
  if (unit === 'money') return readAs.moneySmallest(words.smallest(asked.program.currency))
  if (unit === 'percent') return readAs.percent
  return unit === 'integer' ? readAs.integer : readAs.number
}

const readAsOf = ({ profile, choice, subject }: Given, view: View): string => {
  const { words, asked } = view
  const { readAs } = words
  const { why } = choice
  if (choice.goesTo === 'id') return readAs.text
  if (choice.goesTo === 'segment') return readAs.segment(count(profile.distinct, view))
  if (subject === null) {
    if (why.why === 'second') return readAs.second(nameById(why.to, view))
    return why.why in readAs ? String(readAs[why.why as 'freeText']) : readAs.freeText
  }
  if (subject.unit === 'money' && choice.written === 'main')
    return readAs.moneyMain(words.main(asked.program.currency))
  if (choice.written === 'fraction') return readAs.fraction
  if (choice.written === 'serial') return readAs.serial
  if (subject.unit === 'percent' && profile.percents > 0)
    return profile.percents === profile.known ? readAs.percentSign : readAs.percentTwo
  if (subject.reading === 'date' && profile.dates.length > 1)
    return readAs.dates(count(profile.dates.length, view))
  return kindOf(subject, view)
}

const nameById = (id: string, view: View): string => {
  const subject = subjectsFor(view.asked.subjects).find((one) => one.id === id)
  return subject ? nameOf(subject, view) : view.words.id
}

const questionOf = ({ choice, subject }: Given, view: View): string => {
  const { words, asked } = view
  const { questions } = words
  if (choice.asks === 'percentOrFraction') return questions.percentOrFraction
  if (choice.asks === 'serialDate') return questions.serialDate
  if (choice.asks === 'alikeName') return questions.alikeName(subject ? nameOf(subject, view) : '')
  const { currency } = asked.program
  return questions.mainOrSmallest(words.main(currency), words.smallest(currency))
}

/** Why, in one line: what decided, and what is done to the values. */
const whyOf = ({ profile, choice, subject, spread, loaded }: Given, isOpen: boolean, view: View): string => {
  const { words } = view
  if (isOpen && choice.asks === 'percentOrFraction')
    return words.askPercent(
      value(profile.median, 'percent', view),
      value(Number((profile.median * 100).toPrecision(12)), 'percent', view),
    )
  if (isOpen && choice.asks === 'mainOrSmallest') return words.askMoney
  if (isOpen && choice.asks === 'serialDate') return words.askSerial
  if (isOpen && choice.asks === 'alikeName') return words.askAlike
  const { why } = choice
  const parts = [why.why === 'second' ? words.why.second(why.first) : words.why[why.why]]
  if (choice.goesTo === 'id')
    parts.push(profile.longest > 15 ? words.longIds(String(profile.longest)) : words.idKept)
  if (subject && profile.moneys > 0) parts.push(words.signs)
  if (subject && profile.groupeds > 0) parts.push(words.ungrouped)
  if (subject?.reading === 'date' && profile.dates.length > 1) parts.push(words.yearFirst)
  if (spread && spread.known < loaded) parts.push(words.blanks(count(loaded - spread.known, view)))
  return parts.join(view.locale === 'en' ? '; ' : '；')
}

/** Two readings, each with what it makes of a value of the file. */
const answersFor = ({ profile, choice, subject }: Given, view: View, acts: Acts): TemplateResult => {
  const { words, asked } = view
  const { answers } = words
  const [text = ''] = profile.texts.filter((one) => spellingOf(one) !== null && Number(one) !== 0)
  const number = Number(spellingOf(text)?.digits ?? 0)
  const answer = (written: Choice['written'], label: string): TemplateResult => {
    const isChosen = choice.isAnswered && choice.written === written
    return html`<button
      type="button"
      class="button small ${isChosen ? 'chosen' : ''}"
      aria-pressed=${String(isChosen)}
      @click=${() => acts.answer(profile.column, { written })}
    >
      ${label}
    </button>`
  }
  const { currency, zone } = asked.program
  if (choice.asks === 'percentOrFraction')
    return html`<div class="answers">
      ${answer('plain', answers.percent(text, value(number, 'percent', view)))}
      ${answer('fraction', answers.fraction(text, value(Number((number * 100).toPrecision(12)), 'percent', view)))}
    </div>`
  if (choice.asks === 'mainOrSmallest')
    return html`<div class="answers">
      ${answer('main', answers.money(words.main(currency), text, value(number * unitOfMoney(currency), 'money', view)))}
      ${answer('plain', answers.money(words.smallest(currency), text, value(number, 'money', view)))}
    </div>`
  if (choice.asks === 'serialDate')
    return html`<div class="answers">
      ${answer('serial', answers.serial(text, value(serialDateOf(text, zone), 'date', view)))}
      <button type="button" class="button small" @click=${() => acts.goesTo(profile.column, null)}>
        ${answers.no}
      </button>
    </div>`
  return html`<div class="answers">
    <button
      type="button"
      class="button small ${choice.isAnswered ? 'chosen' : ''}"
      aria-pressed=${String(choice.isAnswered)}
      @click=${() => acts.answer(profile.column, {})}
    >
      ${answers.yes}${subject ? `: ${nameOf(subject, view)}` : ''}
    </button>
    <button type="button" class="button small" @click=${() => acts.goesTo(profile.column, null)}>
      ${answers.no}
    </button>
  </div>`
}

const valuesOf = ({ profile, choice, subject, spread }: Given, view: View): TemplateResult | string => {
  const { words } = view
  if (choice?.goesTo === 'id') return html`<span class="quiet">${words.allDifferent}</span>`
  if (!subject || !spread || spread.known === 0) return ''
  if (subject.reading === 'flag')
    return html`<span class="quiet">${words.yes(share(spread.ones, spread.known, view))}</span>`
  if (subject.reading === 'choice')
    return html`<span class="quiet"
      >${words.countValues(count(subject.values.length || (profile?.distinct ?? 0), view))}</span
    >`
  const { zone } = view.asked.program
  if (subject.reading === 'date') {
    const year = (atMs: number): string =>
      new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric' }).format(atMs)
    return html`<span class="quiet">${words.rangeOf(year(spread.min), year(spread.max))}</span>`
  }
  return tinyHistogram(
    spread,
    `${words.rangeOf(value(spread.min, subject.unit, view), value(spread.max, subject.unit, view))}`,
  )
}

const WIDTH = 72
const HEIGHT = 24
const tinyHistogram = ({ bins }: Spread, label: string): TemplateResult => {
  const most = Math.max(...bins)
  const step = WIDTH / bins.length
  const path = bins
    .map((bin, at) => {
      const high = bin === 0 ? 0 : Math.max(1, (bin / most) * (HEIGHT - 1))
      return `M${(at * step).toFixed(1)} ${HEIGHT}v${-high.toFixed(1)}h${(step - 0.6).toFixed(1)}v${high.toFixed(1)}z`
    })
    .join('')
  return html`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${label}>
    ${svg`<path d=${path}></path>`}
  </svg>`
}

const filledOf = ({ profile, spread, loaded, choice }: Given, view: View): string => {
  if (choice.goesTo === 'id') return '100%'
  if (spread) return share(spread.known, loaded, view)
  return profile.known + profile.unknown === 0
    ? ''
    : share(profile.known, profile.known + profile.unknown, view)
}
