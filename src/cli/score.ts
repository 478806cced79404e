/** tierkit score: each merchant's tier if reviewed at an instant, how many stand on each, and how that compares with what is known; or one merchant, explained. */
import { readOf } from '../core/evaluate.js'
import { reasonsFor } from '../core/reasons.js'
import { instantMsOf } from '../plan/calendar.js'
import type { LadderPlan, Plan } from '../plan/plan.js'
import { asOf } from '../plan/asked.js'
import { cellValue } from '../population/cell.js'
import type { CliWords } from '../words/cli.js'
import type { Locale } from '../words/locale.js'
import { UsageFault, type Given, type Options } from './arguments.js'
import { BadInput } from './complaint.js'
import { confusionOf, type Confusion } from './confusion.js'
import { programIn, recordsIn, textOf } from './documents.js'
import { explained } from './explain.js'
import { rankedRecords } from './ranked.js'
import { columnNotes, csvReport, jsonReport, tableReport, unrankedNote } from './report.js'
import { ladderOf, scoredRecords, scoredTable, type Scored } from './scored.js'

export const scoreOptions: Options = {
  '--program': 'one',
  '--merchants': 'one',
  '--at': 'one',
  '--map': 'many',
  '--fraction': 'many',
  '--ladder': 'one',
  '--against': 'one',
  '--json': 'none',
  '--csv': 'none',
  '--explain': 'none',
  '--merchant': 'one',
  '--id': 'one',
}

/** What the command asks of its surroundings. `read` throws where a file cannot be read. */
export interface ScoreHost {
  readonly read: (file: string) => Uint8Array
  readonly now?: (() => number) | undefined // what `--explain` shows unless `--at` says when
  readonly words: CliWords
  readonly locale: Locale
}

/** `out` is what was asked for; `notes` say which columns were read, for people. Throws BadInput or a UsageFault. */
export const score = (given: Given, host: ScoreHost): { out: string; notes: string } => {
  const { words, locale } = host
  const { faults } = words
  if (given['--explain'] || given['--merchant']) return explainOne(given, host)
  const one = (option: string): string => {
    const value = given[option]?.[0]
    if (value === undefined) throw new UsageFault(faults.missing(option))
    return value
  }
  const [programFile, merchantsFile, at] = ['--program', '--merchants', '--at'].map(one) as [
    string,
    string,
    string,
  ]
  if (given['--json'] && given['--csv']) throw new UsageFault(faults.notBoth)
  const maps = (given['--map'] ?? []).map((text) => mapOf(text, words))
  const { plan, versions } = programIn(programFile, textOf(programFile, host.read(programFile)))
  const atMs = atOf(at, plan, words)
  const key = given['--ladder']?.[0]
  const ladder = ladderOf(plan, key)
  if (ladder === null) {
    const known = plan.clockwork.ladders.map((one) => one.key).join(', ')
    throw new UsageFault(faults.unknownLadder(key!, known))
  }
  const text = textOf(merchantsFile, host.read(merchantsFile))
  const isJson = /\.json$/i.test(merchantsFile) || /^\ufeff?\s*[[{]/.test(text)
  const onlyCsv = ['--map', '--fraction'].find((option) => isJson && given[option])
  if (onlyCsv !== undefined) throw new UsageFault(faults.onlyCsv(onlyCsv))
  const against = given['--against']?.[0]
  const isAgainst = (name: string): boolean => against === name || against?.startsWith(`${name}=`) === true
  const scored = isJson
    ? scoredRecords(plan, {
        file: merchantsFile,
        records: recordsIn(merchantsFile, text, versions, isAgainst),
        key,
        atMs,
      })
    : scoredTable(
        plan,
        { file: merchantsFile, text, key, atMs },
        { map: maps, fractions: given['--fraction'] ?? [] },
      )
  const confusion = against === undefined ? null : confusionFor(against, scored, merchantsFile, words)
  const context = { locale, words, atMs }
  const out = given['--json']
    ? jsonReport(scored, confusion, context)
    : given['--csv']
      ? csvReport(scored)
      : tableReport(scored, confusion, context)
  return { out, notes: columnNotes(scored, context, confusion?.column ?? null) }
}

const notExplained = ['--merchants', '--map', '--fraction', '--against', '--csv']

/** One merchant's standing, with the reasons of the last change: a report, or with `--json` both documents. */
const explainOne = (
  given: Given,
  { read, now, words, locale }: ScoreHost,
): { out: string; notes: string } => {
  const { faults } = words
  const [programFile] = given['--program'] ?? []
  const [file] = given['--merchant'] ?? []
  if (programFile === undefined) throw new UsageFault(faults.missing('--program'))
  if (file === undefined) throw new UsageFault(faults.missing('--merchant'))
  if (!given['--explain']) throw new UsageFault(faults.missing('--explain'))
  const other = notExplained.find((option) => given[option])
  if (other !== undefined) throw new UsageFault(faults.notExplained(other))
  const { plan, versions } = programIn(programFile, textOf(programFile, read(programFile)))
  const [at] = given['--at'] ?? []
  if (at === undefined && !now) throw new UsageFault(faults.missing('--at'))
  const atMs = at === undefined ? now!() : atOf(at, plan, words)
  const records = recordsIn(file, textOf(file, read(file)), versions, () => false)
  const [id] = given['--id'] ?? []
  const place = id === undefined ? 0 : records.findIndex((one) => one.id === id)
  if (id === undefined && records.length !== 1)
    throw new UsageFault(faults.whichMerchant(String(records.length)))
  if (!records[place]) throw new UsageFault(faults.unknownMerchant(id!))
  const { records: ranked, unranked } = rankedRecords(plan, records, atMs)
  const record = ranked[place]!
  const key = given['--ladder']?.[0]
  const reasons = reasonsFor(plan, record, atMs, key)
  if (reasons === null && key !== undefined) {
    const known = plan.clockwork.ladders.map((ladder) => ladder.key).join(', ')
    throw new UsageFault(faults.unknownLadder(key, known))
  }
  const { standing } = readOf(plan, record, atMs, key === undefined ? {} : { ladder: key })
  const out = given['--json']
    ? `${JSON.stringify({ standing, reasons })}\n`
    : explained(standing, reasons, locale)
  return { out, notes: unrankedNote(unranked, words, locale) }
}

/** A column and what it gives, as `--map` writes them. */
export const mapOf = (text: string, words: CliWords): [column: string, name: string] => {
  const at = text.lastIndexOf('=')
  if (at <= 0 || at === text.length - 1) throw new UsageFault(words.faults.badMap(text))
  return [text.slice(0, at), text.slice(at + 1)]
}

/** The instant that a text says: a day begins in the program's zone. Throws a UsageFault. */
export const atOf = (text: string, { clockwork: { zone } }: Plan, words: CliWords): number => {
  if (typeof cellValue(text, asOf, zone) !== 'number') throw new UsageFault(words.faults.badAt(text))
  return instantMsOf(text.trim(), zone)
}

const confusionFor = (against: string, scored: Scored, file: string, words: CliWords): Confusion => {
  const at = against.lastIndexOf('=')
  const whole = at < 0 || scored.given(against) !== null
  const column = whole ? against : against.slice(0, at)
  const from = whole ? null : placeOf(scored.ladder, against.slice(at + 1), words)
  const confusion = confusionOf(scored, column, from)
  if (confusion === null)
    throw new BadInput(file, [{ code: 'unknownColumn', path: [], params: { name: column, nearest: '' } }])
  return confusion
}

const placeOf = ({ tiers }: LadderPlan, id: string, words: CliWords): number => {
  const place = tiers.findIndex((tier) => tier.id === id)
  if (place < 0) throw new UsageFault(words.faults.unknownTier(id, tiers.map((tier) => tier.id).join(', ')))
  return place
}
