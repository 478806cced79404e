/** The command line as one function: words in, texts and an exit code out. It touches no process and reads files only by its host. */
import { cliWords } from '../words/cli.js'
import { localeOf, type Locale } from '../words/locale.js'
import { givenOf, UsageFault, type Options } from './arguments.js'
import { BadInput, saidBadInput } from './complaint.js'
import { check, checkOptions } from './check.js'
import type { Bytes } from '../population/bytes.js'
import { preview, previewOptions } from './preview.js'
import { score, scoreOptions } from './score.js'
import { sql, sqlOptions } from './sql.js'

/** What a command ends with. */
type Code = 0 | 1 | 2

/** `read` throws where a file cannot be read; `out` and `err` take texts that end with a line end. */
export interface Host {
  readonly read: (file: string) => Uint8Array
  /** Opens a file of merchants that may be larger than memory; it is read whole where this is absent. */
  readonly open?: (file: string) => Bytes
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** The clock, for what holds now; without one a date has to be given. */
  readonly now?: () => number
}

/**
 * Runs a command line, without the program's own name. 0: done; 1: a program was checked and has mistakes, or a draft breaks a guard rail; 2: the input or the command line
 * is wrong, and nothing was scored, previewed or checked. A preview comes later, since its merchants are read part by part.
 */
export const run = (args: readonly string[], host: Host): Code | Promise<Code> => {
  const locale = localeIn(args)
  const words = cliWords(locale)
  const { faults } = words
  const refused = (error: unknown): Code => {
    if (error instanceof UsageFault) host.err(`tierkit: ${error.message}\n${faults.seeHelp}\n`)
    else if (error instanceof BadInput) host.err(saidBadInput(error, words, locale))
    else throw error
    return 2
  }
  try {
    if (args.indexOf('--help') >= 0 || args.indexOf('-h') >= 0) {
      host.out(`${words.usage}\n`)
      return 0
    }
    const [command, ...rest] = args
    if (command === undefined || command.startsWith('-')) throw new UsageFault(faults.noCommand)
    const options = own(optionsOf, command)
    if (options === undefined) throw new UsageFault(faults.unknownCommand(command))
    const given = givenOf(rest, { ...options, '--lang': 'one', '--language': 'one' }, words)
    const lang = (given['--lang'] ?? given['--language'])?.[0]
    if (lang !== undefined && lang !== 'en' && lang !== 'zh-CN')
      throw new UsageFault(faults.badLanguage(lang))
    const reading =
      <Read>(open: (file: string) => Read) =>
      (file: string): Read => {
        try {
          return open(file)
        } catch (error) {
          throw new UsageFault(faults.unreadable(file, reasonOf(error)))
        }
      }
    const read = reading(host.read)
    if (command === 'check') {
      const { out, code } = check(given, { read, words, locale })
      host.out(out)
      return code
    }
    const surroundings = { read, now: host.now, words, locale }
    if (command === 'sql') {
      host.out(sql(given, surroundings))
      return 0
    }
    const said = ({ out, notes, code }: { out: string; notes: string; code: Code }): Code => {
      host.err(notes)
      host.out(out)
      return code
    }
    if (command === 'score') return said({ ...score(given, surroundings), code: 0 })
    const open = host.open && reading(host.open)
    return preview(given, { ...surroundings, open })
      .then(said)
      .catch(refused)
  } catch (error) {
    return refused(error)
  }
}

/** Every command and its options. */
const optionsOf: Readonly<Record<string, Options>> = {
  check: checkOptions,
  score: scoreOptions,
  preview: previewOptions,
  sql: sqlOptions,
}

const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined

/** The language to speak, also of what is wrong before the options are read. */
const localeIn = (args: readonly string[]): Locale => {
  const at = args.findIndex((arg) => arg === '--lang' || arg === '--language')
  const joined = args.find((arg) => /^--lang(uage)?=/.test(arg))
  return localeOf(joined ? joined.slice(joined.indexOf('=') + 1) : at < 0 ? 'en' : args[at + 1])
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? ((error as Error & { code?: string }).code ?? error.message) : String(error)
