/** What stands on a command line, by a table of options. It knows no file and no program. */
import { nearestOf } from '../schema/nearest.js'
import type { CliWords } from '../words/cli.js'

/** `none`: a switch; `one`: a value; `many`: a value, and the option may be repeated. Under `''` stands what is no option, e.g. files. */
export type Takes = 'none' | 'one' | 'many'
export type Options = Readonly<Record<string, Takes>>
/** Values by option, in the order given; a switch that is set has an empty list. Options that are not given are absent. */
export type Given = Readonly<Record<string, readonly string[]>>

/** Something wrong with the command line itself, said already. */
export class UsageFault extends Error {}

/** The options of a command line: `--name value` or `--name=value`. Throws a UsageFault. */
export const givenOf = (args: readonly string[], options: Options, words: CliWords): Given => {
  const given: Record<string, string[]> = {}
  const { faults } = words
  for (let place = 0; place < args.length; place++) {
    const arg = args[place]!
    if (options[''] !== undefined && !arg.startsWith('-')) {
      ;(given[''] ??= []).push(arg)
      continue
    }
    const equals = arg.startsWith('--') ? arg.indexOf('=') : -1
    const name = equals < 0 ? arg : arg.slice(0, equals)
    const takes = Object.prototype.hasOwnProperty.call(options, name) ? options[name] : undefined
    if (takes === undefined)
      throw new UsageFault(faults.unknownOption(name, nearestOf(name, Object.keys(options))))
    if (given[name] && takes !== 'many') throw new UsageFault(faults.twice(name))
    given[name] ??= []
    if (takes === 'none') continue
    const value = equals < 0 ? args[++place] : arg.slice(equals + 1)
    if (value === undefined || value === '' || (equals < 0 && value.startsWith('--')))
      throw new UsageFault(faults.noValue(name))
    given[name].push(value)
  }
  return given
}
