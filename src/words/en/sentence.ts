/** How the English sentences about issues and findings name things. */

/** What is wrong, which rule it breaks, and how to put it right. */
export type Sentence = readonly [wrong: string, rule: string, fix: string]

export type Word = string | number
export const name = (word: Word): string => (word === '' ? '""' : `\`${word}\``)
export const times = (count: Word, one: string, many = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : many}`
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const nouns: Readonly<Record<string, string>> = {
  override: 'an override',
  account: 'an account',
  event: 'an event',
  area: 'an area',
  option: 'an option',
  score: 'the score',
  value: 'a value of the choice',
}
export const noun = (word: Word): string => nouns[word] ?? `a ${word}`
