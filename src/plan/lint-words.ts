/** Texts that are not in their language, and names that are longer than their place. */
import type { Text } from '../schema/text.js'
import { isText } from './lint-names.js'
import type { Notes, Path } from './lint-notes.js'

const chinese = /[\u3400-\u9fff\uf900-\ufaff]/
/** Names that both languages write alike: figures, and short ones in capitals, such as VIP. */
const alike = /^[^a-z]*$/

/** So many characters of a name a widget shows on one line. */
const most: Readonly<Record<Language, number>> = { en: 48, 'zh-CN': 24 }
type Language = 'en' | 'zh-CN'

export const lintWords = (notes: Notes): void => {
  const walk = (value: unknown, path: Path): void => {
    if (Object(value) !== value) return
    if (isText(value as object)) return lintText(notes, value as Text, path)
    for (const [key, inner] of Object.entries(value as object))
      walk(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
  walk(notes.program, [])
}

const lintText = (notes: Notes, text: Text, path: Path): void => {
  for (const language of ['en', 'zh-CN'] as const) {
    const found = text[language]
    const at: Path = [...path, language]
    const isForeign = language === 'en' ? chinese.test(found) : !chinese.test(found) && !alike.test(found)
    if (isForeign) notes.tell('textMissing', at, { language, found: shown(found) })
    const count = [...found].length
    // the program's own name heads a page, and has room
    if (path.length > 1 && path[path.length - 1] === 'name' && count > most[language])
      notes.tell('longText', at, { language, found: count, limit: most[language] })
  }
}
const shown = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
