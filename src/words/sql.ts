import type { Text, Unit } from '../schema/text.js'
import { sql as en, type SqlWords } from './en/sql.js'
import { textOf, wordsIn, type Locale } from './locale.js'
import { sql as zhCN } from './zh-CN/sql.js'

/** What is said beside a query in one language: the `remarks` of `printed`. */
export const sqlRemarks = (locale: Locale) => {
  const words: SqlWords = wordsIn('sql', { en, 'zh-CN': zhCN }, locale)
  const { id, held, reads, readsEvents, events, arrived, undone, fence } = words
  return {
    ...{ id, held, reads, readsEvents, events, arrived, undone, fence },
    title: (of: { program: Text; version: string; ladder: Text; at: string; database: string }): string =>
      words.title(textOf(of.program, locale), of.version, textOf(of.ladder, locale), of.at, of.database),
    column: (names: readonly Text[], unit: Unit): string =>
      words.named(names.map((name) => textOf(name, locale)).join(' / '), words.units[unit]),
  }
}
