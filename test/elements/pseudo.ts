// A language made from English that shows at a glance what is not translated and what has no room: accented, 40 % longer, in brackets.
import { date } from '../../src/words/en/date.js'
import { benefits } from '../../src/words/en/benefit-wallet.js'
import { element } from '../../src/words/en/element.js'
import { documentIssues } from '../../src/words/en/document-issues.js'
import { number } from '../../src/words/en/number.js'
import { points } from '../../src/words/en/points-ledger.js'
import { reasons } from '../../src/words/en/reasons.js'
import { requestIssues } from '../../src/words/en/request-issues.js'
import { say } from '../../src/words/en/say.js'
import { gauge } from '../../src/words/en/score-gauge.js'
import { tasks } from '../../src/words/en/task-checklist.js'
import { ladder } from '../../src/words/en/tier-ladder.js'
import type { LocaleWords } from '../../src/words/register.js'

const plain = 'AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz'
const accented = 'ÀàƁƀÇçĐđÉéƑƒĜĝĦħÎîĴĵĶķĹĺṀṁÑñÔôÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž'
const greek = 'ΑαΒβΞξΔδΕεΦφΓγΗηΙιΘθΚκΛλΜμΝνΟοΠπΨψΡρΣσΤτΥυΩωΩωΧχΥυΖζ'
const drawn = (text: string, as: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => [...as][plain.indexOf(letter)]!)

/** Every word 40 % longer; what was lengthened before stays as it is. One pair of brackets around the whole. */
export function pseudo(text: string): string {
  if (!/[A-Za-z]/.test(text)) return text
  const words = text.replace(/[A-Za-z]+/g, (word) => {
    const long =
      word +
      word
        .slice(-1)
        .toLowerCase()
        .repeat(Math.round(word.length * 0.4))
    return drawn(long, accented)
  })
  return `⟦${words.replace(/[⟦⟧]/g, '')}⟧`
}

/** A document's text in signs that are neither ours nor the pseudo-language's. */
export const foreign = (text: string): string => drawn(text, greek)

function deep(value: unknown): unknown {
  if (typeof value === 'string') return pseudo(value)
  if (typeof value === 'function')
    return (...given: unknown[]) => deep((value as (...given: unknown[]) => unknown)(...given))
  if (Array.isArray(value)) return value.map(deep)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]))
}

export const pseudoWords = deep({
  date, number, element, say, reasons,
  issues: { ...documentIssues, ...requestIssues },
  'score-gauge': gauge, 'tier-ladder': ladder, 'task-checklist': tasks, 'benefit-wallet': benefits, 'points-ledger': points,
}) as LocaleWords // prettier-ignore

/** A copy of a document with every text and every name in other words. */
export function retold<Document>(
  document: Document,
  tell: (text: string, path: string) => string,
  path = '',
): Document {
  if (typeof document !== 'object' || document === null) return document
  if (Array.isArray(document))
    return document.map((one, at) => retold<unknown>(one, tell, `${path}.${at}`)) as Document
  const entries = Object.entries(document).map(([key, value]) => {
    const at = path ? `${path}.${key}` : key
    return [
      key,
      key === 'en' || key === 'zh-CN' ? tell(value as string, at) : retold<unknown>(value, tell, at),
    ]
  })
  return Object.fromEntries(entries) as Document
}
