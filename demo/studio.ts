/**
 * The operators' preview, plain: merchants made up or from a file, a program of three, one mark on a slider, and what it does to every
 * merchant. A moved mark is an edit of the program's JSON: the copy is compiled and run again over all of them.
 */
import type { Issue } from '../src/schema/issues.js'
import { languageOf, textOf, type Language } from '../src/words/locale.js'
import { formatNumber } from '../src/words/number.js'
import { byId, element, fill, icon } from './studio/dom.js'
import { lookNow } from './studio/look.js'
import { markKey, marksOf, type Mark } from './studio/marks.js'
import { binsTable, Plot, type Plotted } from './studio/plot.js'
import {
  distributionOf,
  moversOf,
  previewOf,
  published,
  referenceCuts,
  type Preview,
  type Published,
} from './studio/preview.js'
import { programKeys, programs, type ProgramKey } from './studio/programs.js'
import { studioWords } from './studio/says.js'
import { givenCount, openedFile, readFor, type Read, type Source } from './studio/source.js'
import { showSource } from './studio/source-panel.js'
import {
  movementTable,
  moversTable,
  pyramid,
  shareText,
  tierLabel,
  tierName,
  tiersTable,
  type Saying,
} from './studio/tables.js'
import { endOf } from '../src/population/axis.js'
import type { ShownValues } from './studio/shown-values.js'
import { exactText, roughText, textBeside } from './studio/value-text.js'

const themes = ['auto', 'light', 'dark'] as const
const MOVERS = 8

const query = new URLSearchParams(location.search)
let locale: Language = languageOf(query.get('lang') ?? navigator.language)
let theme = themes.find((one) => one === query.get('theme')) ?? 'auto'
let program: ProgramKey = programKeys.find((one) => one === query.get('program')) ?? 'store-score'
let source: Source = { kind: 'sample', size: 3507, seed: 1 }
let read: Read
let marks: readonly Mark[] = []
let mark: Mark
let value = 0
let shown = 'score' // the subject whose values are drawn
let before: Published
let after: Preview
let fileIssues: readonly Issue[] = []
let saying: Saying

const plot = new Plot()
const slider = byId<HTMLInputElement>('slider')
const valueField = byId<HTMLInputElement>('value')
const say = (subject: ShownValues, number: number): string => exactText(subject, number, saying)

/** From a program and a source to what is published; the mark named in the address, or the first on the score, else the first. */
function begin(wanted: string | null, wantedValue: number | null): void {
  const document = programs[program]
  const atMs = Date.now()
  read = readFor(source, document, atMs)
  const population = read.population ?? { ids: [], columns: new Map() }
  const holds = population.columns.has(document.ladders.find(({ main }) => main)?.id ?? '')
  // what keeps a tier is asked of holders alone
  const all = marksOf(document)
  marks = all.filter(({ rule }) => holds || rule === 'enter')
  const result = published(document, population, atMs, marks)
  if (result.value === null) throw new Error(JSON.stringify(result.issues))
  before = result.value
  byId('enter-only').hidden = all.length === marks.length
  choose(marks.find((one) => markKey(one) === wanted) ?? startMark(), wantedValue)
}

/** The mark to begin with: on the score in the middle of the ladder, else the last, which is on what people know best. */
const startMark = (): Mark => {
  const onScore = marks.filter(({ subject, rule }) => subject === 'score' && rule === 'enter')
  return onScore[Math.floor((onScore.length - 1) / 2)] ?? marks[marks.length - 1]!
}

function choose(next: Mark, nextValue: number | null = null): void {
  mark = next
  shown = before.subjects.has(mark.subject) ? mark.subject : 'score'
  const { axis } = before.subjects.get(mark.subject)!
  slider.min = String(axis.from)
  slider.max = String(endOf(axis))
  slider.step = String(axis.slide)
  valueField.step = 'any'
  move(nextValue ?? mark.value)
}

/** The mark stands elsewhere: everyone is reviewed again. */
function move(next: number): void {
  value = next
  const startMs = performance.now()
  const result = previewOf(before, mark, value)
  if (result.value === null) return // what the field held is no number that a program may write
  after = result.value
  const ms = performance.now() - startMs
  slider.value = String(value)
  if (document.activeElement !== valueField) valueField.value = String(value)
  showMoves(ms)
  remember()
}

let waiting = 0
/** At most one review a frame, of the latest value. */
function moveSoon(next: number): void {
  cancelAnimationFrame(waiting)
  waiting = requestAnimationFrame(() => move(next))
}

const markText = (one: Mark): string => {
  const subject = before.subjects.get(one.subject)
  const sign = { gte: '≥', gt: '>', lte: '≤', lt: '<' }[one.is]
  const name = subject ? textOf(subject.name, locale) : one.subject
  return `${saying.words.markOf[one.rule]} ${tierName(before.reviewed.ladder, one.tier, saying)} · ${name} ${sign} ${subject ? say(subject, one.value) : one.value}`
}

/** Everything that a mark's move changes. */
function showMoves(ms: number): void {
  const { words } = saying
  const { ladder } = before.reviewed
  const number = (some: number): string => formatNumber(some, 'integer', { locale })
  const all = before.population.ids.length
  const { risen, fallen, stayed } = after.movement
  const fact = (name: 'up' | 'down' | 'same', some: number, text: (share: string) => string): HTMLElement =>
    element(
      'div',
      { class: `fact ${some === 0 && name !== 'same' ? 'same' : name}` },
      element('dt', {}, text(shareText(some, all, saying))),
      element('dd', {}, icon(name), number(some)),
    )
  fill(
    byId('facts'),
    fact('up', risen, words.rise),
    fact('down', fallen, words.fall),
    fact('same', stayed, words.stay),
  )
  byId('timing').textContent = words.timing(number(all), ms < 10 ? ms.toFixed(1) : ms.toFixed(0))
  announce(words.moved(number(risen), number(fallen), number(stayed)))

  const subject = before.subjects.get(mark.subject)!
  byId('was').textContent = words.published(say(subject, mark.value))
  byId<HTMLButtonElement>('reset').disabled = value === mark.value
  slider.setAttribute('aria-label', words.slider(markText(mark)))
  slider.setAttribute('aria-valuetext', say(subject, value))
  showSpread()

  fill(byId('tiers'), tiersTable(before, after, saying))
  fill(byId('pyramid'), pyramid(before, after, saying))
  fill(byId('movement'), movementTable(before, after, saying))
  const movers = moversOf(before, after, subject, value, MOVERS)
  byId('movers-sub').textContent = movers.length === 0 ? '' : words.moversSub(String(MOVERS))
  fill(
    byId('movers'),
    movers.length === 0
      ? element('p', { class: 'quiet' }, value === mark.value ? words.nobody : words.nobodyMoved)
      : moversTable(
          movers,
          ladder,
          { name: textOf(subject.name, locale), say: (some) => textBeside(subject, some, value, saying) },
          saying,
        ),
  )
}

/** The distribution of what is shown, with the marks that are on it. */
function showSpread(): void {
  const { words } = saying
  const subject = before.subjects.get(shown)!
  const { ladder } = before.reviewed
  const { axis } = subject
  const is = distributionOf(after.draft, subject)
  const name = textOf(subject.name, locale)
  const others = marks.filter((one) => one.subject === shown && one !== mark && one.rule === 'enter')
  const isShown = mark.subject === shown
  const plotted: Plotted = {
    axis,
    spread: is,
    ladder,
    flags: [
      ...others.map((one) => ({ value: one.value, kind: 'other' as const })),
      ...(isShown && value !== mark.value ? [{ value: mark.value, kind: 'before' as const }] : []),
      ...(isShown ? [{ value, kind: 'moved' as const }] : []),
    ],
    say: (some) => say(subject, some),
  }
  const number = (some: number): string => formatNumber(some, 'integer', { locale })
  byId('spread-name').textContent = words.distribution(name)
  byId('spread-sub').textContent = words.perBin(say(subject, axis.step))
  byId('bars').setAttribute('aria-label', words.chartLabel(name))
  slider.hidden = !isShown
  fill(
    byId('legend'),
    ...ladder.tiers.map((_, place) =>
      element(
        'li',
        {},
        tierLabel(ladder, place, saying),
        element(
          'strong',
          {},
          shareText(after.draft.counts.tiers[place]!, before.population.ids.length, saying),
        ),
      ),
    ),
  )
  const beyond = [
    is.below > 0 ? words.below(number(is.below), say(subject, axis.from)) : '',
    is.above > 0 && endOf(axis) < (subject.sorted[subject.sorted.length - 1] ?? 0)
      ? words.above(number(is.above), say(subject, endOf(axis)))
      : '',
    is.unknown > 0 ? words.unknown(number(is.unknown), name) : '',
  ].filter(Boolean)
  byId('beyond').textContent = beyond.join(' · ')
  void plot.show(plotted, saying)
  const table = byId('bins')
  if ((table.parentElement as HTMLDetailsElement).open) fill(table, binsTable(plotted, saying))
  byId('bins').parentElement!.ontoggle = () => fill(table, binsTable(plotted, saying))
}

let telling = 0
/** Says a sentence to screen readers once the slider rests. */
function announce(text: string): void {
  clearTimeout(telling)
  telling = window.setTimeout(() => (byId('said').textContent = text), 500)
}

/** Everything that is said once: words, choices, the source. Reads the look of the page anew. */
function speak(): void {
  const words = studioWords[locale]
  const document_ = programs[program]
  document.documentElement.lang = locale
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  document.title = words.title
  saying = { words, locale, currency: document_.currency, look: lookNow() }
  const said = (key: string | undefined): string => {
    const text = words[key as keyof typeof words]
    return typeof text === 'string' ? text : ''
  }
  for (const node of document.querySelectorAll<HTMLElement>('[data-say]'))
    node.textContent = said(node.dataset.say)
  for (const node of document.querySelectorAll<HTMLElement>('[data-say-label]'))
    node.setAttribute('aria-label', said(node.dataset.sayLabel))
  options('lang', [['en', 'English'], ['zh-CN', '中文']], locale) // prettier-ignore
  options('theme', themes.map((one) => [one, words.themes[one]]), theme) // prettier-ignore
  options('program', programKeys.map((key) => [key, textOf(programs[key].name, locale)]), program) // prettier-ignore
  byId<HTMLAnchorElement>('merchants-page').href =
    `/?lang=${locale}${theme === 'auto' ? '' : `&theme=${theme}`}`
  byId('note').textContent = document_.note ? textOf(document_.note, locale) : ''
}

function options(id: string, all: readonly (readonly [value: string, text: string])[], chosen: string): void {
  fill(byId(id), ...all.map(([one, text]) => new Option(text, one)))
  byId<HTMLSelectElement>(id).value = chosen
}

/** What goes by the program and the source: marks by name, where merchants come from, what may be drawn. */
function showBegun(): void {
  const { words } = saying
  const number = (some: number): string => formatNumber(some, 'integer', { locale })
  options('mark', marks.map((one) => [markKey(one), markText(one)]), markKey(mark)) // prettier-ignore
  const drawable = [...before.subjects.values()].filter(({ id }) => id === 'score' || id === mark.subject)
  fill(
    byId('shown'),
    ...(drawable.length < 2 ? [] : drawable).map(({ id, name }) => {
      const button = element(
        'button',
        { type: 'button', 'aria-pressed': String(id === shown) },
        textOf(name, locale),
      )
      button.onclick = () => {
        shown = id
        showBegun()
        showSpread()
      }
      return button
    }),
  )
  const from = source.kind === 'sample' ? words.aboutSample(String(source.seed)) : source.name
  byId('about').textContent = words.about(number(before.population.ids.length), from)
  showSource(source, read, fileIssues, saying, (column) => {
    if (source.kind === 'sample') return
    source = { ...source, fractions: [...source.fractions, column] }
    restart(markKey(mark))
  })
  const score = before.subjects.get('score')
  const cuts = score && referenceCuts(score)
  byId('cuts').textContent =
    cuts?.middle != null && cuts.head !== null
      ? words.cuts(roughText(score!, cuts.middle, saying), roughText(score!, cuts.head, saying))
      : ''
  byId('tiers-sub').textContent = before.reviewed.ladder.tiers.length > 2 ? words.reference : ''
}

let remembering = 0
/** Puts what is shown into the address once the slider rests, so that a link shows the same. */
function remember(): void {
  clearTimeout(remembering)
  remembering = window.setTimeout(writeAddress, 300)
}
function writeAddress(): void {
  const search = new URLSearchParams({ program, lang: locale })
  if (theme !== 'auto') search.set('theme', theme)
  search.set('mark', markKey(mark))
  if (value !== mark.value) search.set('value', String(value))
  history.replaceState(null, '', `?${search.toString()}`)
}

function restart(wanted: string | null = null, wantedValue: number | null = null): void {
  speak()
  begin(wanted, wantedValue)
  showBegun()
}

/** Opens a file; one that says nothing to the chosen program goes to the program that it says most to. */
async function open(file: File): Promise<void> {
  const { value: opened, issues } = openedFile(file.name, new Uint8Array(await file.arrayBuffer()))
  const was = program
  fileIssues = issues
  if (opened !== null) {
    const given = (key: ProgramKey): number => givenCount(readFor(opened, programs[key], Date.now()))
    const usable = readFor(opened, programs[program], Date.now())
    if (usable.population === null) fileIssues = usable.issues
    else {
      if (given(program) === 0)
        program = [...programKeys].sort((left, right) => given(right) - given(left))[0]!
      source = opened
    }
  }
  restart(program === was ? markKey(mark) : null)
}

slider.oninput = () => moveSoon(Number(slider.value))
valueField.oninput = () => {
  const next = valueField.valueAsNumber
  if (Number.isFinite(next)) moveSoon(next + 0) // `+ 0` takes the sign off -0
}
valueField.onblur = () => (valueField.value = String(value))
const reset = (): void => {
  valueField.value = String(mark.value)
  move(mark.value)
}
byId('reset').onclick = reset
for (const field of [slider, valueField])
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') reset()
  })

byId<HTMLSelectElement>('mark').onchange = ({ target }) => {
  const wanted = (target as HTMLSelectElement).value
  choose(marks.find((one) => markKey(one) === wanted)!)
  showBegun()
}
byId<HTMLSelectElement>('program').onchange = ({ target }) => {
  program = (target as HTMLSelectElement).value as ProgramKey
  fileIssues = []
  restart()
}
byId<HTMLSelectElement>('lang').onchange = ({ target }) => {
  locale = languageOf((target as HTMLSelectElement).value)
  restart(markKey(mark), value)
}
byId<HTMLSelectElement>('theme').onchange = ({ target }) => {
  theme = (target as HTMLSelectElement).value as typeof theme
  restart(markKey(mark), value)
}
byId<HTMLFormElement>('sample').onsubmit = (event) => {
  event.preventDefault()
  const data = new FormData(event.target as HTMLFormElement)
  source = { kind: 'sample', size: Number(data.get('size')), seed: Number(data.get('seed')) }
  fileIssues = []
  restart(markKey(mark))
}
byId<HTMLInputElement>('file').onchange = ({ target }) => {
  const field = target as HTMLInputElement
  const [file] = field.files ?? []
  if (file) void open(file)
  field.value = '' // the same file may be chosen again
}
const hasFile = (event: DragEvent): boolean => [...(event.dataTransfer?.types ?? [])].includes('Files')
addEventListener('dragover', (event) => {
  if (!hasFile(event)) return
  event.preventDefault()
  byId('drop').hidden = false
})
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) byId('drop').hidden = true
})
addEventListener('drop', (event) => {
  byId('drop').hidden = true
  const [file] = event.dataTransfer?.files ?? []
  if (!file) return
  event.preventDefault()
  void open(file)
})
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => restart(markKey(mark), value))

const wantedValue = Number(query.get('value') ?? NaN)
restart(query.get('mark'), Number.isFinite(wantedValue) ? wantedValue + 0 : null)
