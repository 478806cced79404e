/** tierkit preview: what a draft does to every merchant, beside the published program, and whether it keeps the guard rails. */
import { compile, planFor } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { mainLadderOf } from '../plan/asked.js'
import { allHold, type Limits } from '../population/guards.js'
import { previewing } from '../population/preview.js'
import { drained } from '../population/slices.js'
import type { Version } from '../population/versions.js'
import { microOf } from '../plan/operations.js'
import type { Program } from '../schema/program.js'
import type { CliWords } from '../words/cli.js'
import { pick, type Locale } from '../words/locale.js'
import { UsageFault, type Given, type Options } from './arguments.js'
import { BadInput, saidIssues } from './complaint.js'
import { bytesOf, type Bytes } from '../population/bytes.js'
import { programIn, textOf } from './documents.js'
import { missingIn, previewFile, type PreviewInput } from './preview-input.js'
import { jsonPreview } from './preview-json.js'
import { previewReport } from './preview-report.js'
import { forgottenNote } from './report.js'
import { atOf, mapOf, type ScoreHost } from './score.js'
import { ladderOf } from './scored.js'
import { previewWords } from '../words/preview.js'

export const previewOptions: Options = {
  '--program': 'one',
  '--against': 'one',
  '--merchants': 'one',
  '--at': 'one',
  '--map': 'many',
  '--fraction': 'many',
  '--ladder': 'one',
  '--by': 'one',
  '--max-demoted': 'one',
  '--max-cost': 'one',
  '--target': 'one',
  '--tolerance': 'one',
  '--json': 'none',
}

/** `open`: a file that may be larger than memory; where it is absent, all of it is read. */
export interface PreviewHost extends ScoreHost {
  readonly open?: ((file: string) => Bytes) | undefined
}

/** `code`: 1 where a guard rail breaks. Throws BadInput or a UsageFault. */
export const preview = async (
  given: Given,
  { read, open, now, words, locale }: PreviewHost,
): Promise<{ out: string; notes: string; code: 0 | 1 }> => {
  const { faults } = words
  const one = (option: string): string => {
    const value = given[option]?.[0]
    if (value === undefined) throw new UsageFault(faults.missing(option))
    return value
  }
  const [draftFile, publishedFile, file] = ['--program', '--against', '--merchants'].map(one) as [
    string,
    string,
    string,
  ]
  const maps = (given['--map'] ?? []).map((text) => mapOf(text, words))
  const drafted = programIn(draftFile, textOf(draftFile, read(draftFile)))
  const standing = programIn(publishedFile, textOf(publishedFile, read(publishedFile)))
  const [at] = given['--at'] ?? []
  if (at === undefined && !now) throw new UsageFault(faults.missing('--at'))
  const atMs = at === undefined ? now!() : atOf(at, standing.plan, words)
  const key = given['--ladder']?.[0]
  const versions = {
    // what is in force may be an earlier version; a draft is the newest, whenever it will be
    published: versionOf(planFor(standing.plan, atMs), standing.versions, key, words),
    draft: versionOf(alone(drafted.plan, drafted.versions), drafted.versions, key, words),
  }
  const limits = limitsOf(given, versions.draft.ladder.tiers.length, words)
  const by = given['--by']?.[0]
  const { published, draft } = versions
  const bytes = open ? open(file) : bytesOf(file, read(file))
  const wishes = { map: maps, fractions: given['--fraction'] ?? [] }
  const input = await previewFile(published, draft, { file, bytes, by, atMs }, wishes, () => {
    const onlyCsv = ['--map', '--fraction'].find((option) => given[option])
    if (onlyCsv !== undefined) throw new UsageFault(faults.onlyCsv(onlyCsv))
  })
  const done = drained(previewing(input, versions, { atMs, limits, by }))
  if (done.value === null)
    throw new BadInput(done.refused === 'draft' ? draftFile : publishedFile, done.issues)
  const found = done.value
  if (by !== undefined && found.by === null) {
    const numbers = input.subjects.filter(
      ({ id, reading }) => reading === 'number' && input.draft.columns.has(id),
    )
    throw new UsageFault(faults.unknownNumber(by, numbers.map(({ id }) => id).join(', ')))
  }
  const context = {
    words: previewWords(locale),
    locale,
    atMs,
    input,
    limits,
    target: targetOf(limits, found.draft.ladder.tiers.length),
  }
  return {
    out: given['--json'] ? jsonPreview(found, context) : previewReport(found, context),
    notes: notesOf(input, versions, atMs, words, locale),
    code: allHold(found.rails) ? 0 : 1,
  }
}

/** The newest of some versions as if there were no other. */
const alone = (newest: Plan, versions: readonly Program[]): Plan =>
  compile([versions.find(({ version }) => version === newest.program.version)!]).value!

const versionOf = (
  plan: Plan,
  versions: readonly Program[],
  key: string | undefined,
  words: CliWords,
): Version => {
  const ladder = ladderOf(plan, key) ?? (key === undefined ? mainLadderOf(plan) : null)
  if (ladder === null) {
    const known = plan.clockwork.ladders.map((one) => one.key).join(', ')
    throw new UsageFault(words.faults.unknownLadder(key!, known))
  }
  return { plan, ladder, program: versions.find(({ version }) => version === plan.program.version)! }
}

/** The textbook split of three tiers, the lowest first. */
const THREE: readonly number[] = [45, 35, 20]
const TOLERANCE = 5
const targetOf = ({ target }: Limits, tiers: number): readonly number[] | null =>
  target?.shares ?? (tiers === THREE.length ? THREE : null)

const limitsOf = (given: Given, tiers: number, words: CliWords): Limits => {
  const { faults } = words
  const percent = (option: string): number | undefined => {
    const text = given[option]?.[0]
    if (text === undefined) return undefined
    const value = numberIn(text.replace(/%$/, ''))
    if (value === null || value > 1e6) throw new UsageFault(faults.badPercent(option, text))
    return value
  }
  const costText = given['--max-cost']?.[0]
  const cost = costText === undefined ? null : numberIn(costText.replace(/%$/, ''))
  const isPercent = costText?.endsWith('%') === true
  if (costText !== undefined && (cost === null || (isPercent ? cost > 1e6 : !Number.isSafeInteger(cost))))
    throw new UsageFault(faults.badCost(costText))
  const targetText = given['--target']?.[0]
  const tolerance = percent('--tolerance')
  const shares = targetText === undefined ? targetOf({}, tiers) : sharesIn(targetText)
  if (targetText !== undefined && shares === null) throw new UsageFault(faults.badTarget(targetText))
  if (targetText !== undefined && shares!.length !== tiers)
    throw new UsageFault(faults.otherTarget(String(shares!.length), String(tiers)))
  if (tolerance !== undefined && shares === null) throw new UsageFault(faults.noTarget)
  const isAsked = targetText !== undefined || tolerance !== undefined
  return {
    maxDemoted: percent('--max-demoted'),
    ...(cost !== null && { maxCost: isPercent ? { percent: cost } : { money: cost } }),
    ...(isAsked && { target: { shares: shares!, tolerance: tolerance ?? TOLERANCE } }),
  }
}

/** A number from 0 with at most six decimals; null for any other text. */
const numberIn = (text: string): number | null => (/^\d{1,15}(\.\d{1,6})?$/.test(text) ? Number(text) : null)

const sharesIn = (text: string): readonly number[] | null => {
  const shares = text.split('/').map((part) => numberIn(part.replace(/%$/, '')))
  if (!shares.every((share): share is number => share !== null)) return null
  return shares.reduce((sum, share) => sum + microOf(share), 0) === 100e6 ? shares : null
}

/** Issues that are named one by one; beyond them their number tells more. */
const SAID = 20

/** Who was left out and why, and which columns were read as what. */
const notesOf = (
  { leftOut, mapped, unused, forgotten, draft }: PreviewInput,
  versions: { readonly draft: Version },
  atMs: number,
  words: CliWords,
  locale: Locale,
): string => {
  const list = (parts: readonly string[]): string => parts.join(pick({ en: ', ', 'zh-CN': '、' }, locale))
  const issues = saidIssues(leftOut, words, locale)
  const missing = missingIn(versions.draft, draft, atMs)
  const lines: [string, string][] = [
    [words.columns, list(mapped.map(({ name, subject }) => words.read(name, subject.id)))],
    [words.unknown, list(missing)],
    [words.unused, list(unused)],
  ]
  const more = leftOut.issues.length - SAID
  return [
    ...issues.slice(0, 2 * SAID).map((line) => `${line}\n`),
    ...(more > 0 ? [`${previewWords(locale).moreIssues(String(more))}\n`] : []),
    ...lines.filter(([, what]) => what !== '').map(([about, what]) => `${about}: ${what}\n`),
    forgottenNote(forgotten, words, locale),
  ].join('')
}
