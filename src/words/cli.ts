import { cli as en, type CliWords } from './en/cli.js'
import { wordsIn, type Locale } from './locale.js'
import { cli as zhCN } from './zh-CN/cli.js'

/** The words of the command line in one language. */
export function cliWords(locale: Locale): CliWords {
  return wordsIn('cli', { en, 'zh-CN': zhCN }, locale)
}

export type { CliWords }
