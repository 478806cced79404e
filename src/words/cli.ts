import { cli as en, type CliWords } from './en/cli.js'
import { pick, type Locale } from './locale.js'
import { cli as zhCN } from './zh-CN/cli.js'

/** The words of the command line in one language. */
export function cliWords(locale: Locale): CliWords {
  return pick({ en, 'zh-CN': zhCN }, locale)
}

export type { CliWords }
