/**
 * What is wrong with a document, in English: what is found, the rule, the fix. Codes and params are the schema's catalogue. Those who
 * write programs and records read it; a page whose documents are right never loads it.
 */
import type { DocumentIssueCode, IssueParams } from '../../schema/issues.js'
import { daysIn } from '../month.js'
import { capital, name, noun, times, type Sentence, type Word } from './sentence.js'

export type DocumentIssueSentences = {
  readonly [C in DocumentIssueCode]: (params: IssueParams<C>) => Sentence
}

/** "a, b or c" of words joined with commas. */
const either = (words: Word, say: (word: string) => string = name): string => {
  const said = String(words).split(', ').map(say)
  const last = said.pop() ?? ''
  return said.length > 0 ? `${said.join(', ')} or ${last}` : last
}
const meant = (nearest: Word, otherwise: string): string =>
  nearest === '' ? otherwise : `Did you mean ${either(nearest)}?`
/** Bytes, rounded up, so that what is over a limit never looks equal to it. */
function size(bytes: Word): string {
  const count = Number(bytes)
  if (count < 1024) return times(count, 'byte')
  if (count < 1_048_576) return `${Math.ceil(count / 1024)} KB`
  return `${Math.ceil((count / 1_048_576) * 100) / 100} MB`
}

const types: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'a text in quotes',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  null: 'null',
  words: 'a text in both languages',
  span: 'a length of time',
}
const type = (word: Word): string => types[word] ?? name(word)

/** What a subject is tested by, and what it is compared with. */
const tests = 'string, boolean, object'
const marks = 'number, string, object'
/** How to make one type of another, where a hint is short. */
function retyped(found: Word, expected: Word): string {
  if (found === 'string' && expected === 'number') return 'Remove the quotes.'
  if (found === 'number' && expected === 'string') return 'Put it in double quotes.'
  if (expected === 'array') return 'Put it in [ ].'
  if (expected === 'words') return 'Write { "en": "…", "zh-CN": "…" }.'
  if (expected === 'span') return 'Say of what, e.g. { "days": 90 }.'
  if (found === 'number' && expected === tests)
    return 'Write { "gte": … } for at least, { "eq": … } for exactly.'
  if (found === 'boolean' && expected === marks) return 'Write true or false bare, without the comparison.'
  return `Write ${either(expected, type)}.`
}

const units: Readonly<Record<string, string>> = {
  flag: 'true or false',
  date: 'a date',
  choice: 'a value of a choice',
  tier: 'a tier',
  money: 'an amount of money',
  integer: 'a whole number',
  days: 'a number of days',
  months: 'a number of months',
  points: 'a number of points',
  score: 'a score',
  percent: 'a percentage',
}
const unit = (word: Word): string => units[word] ?? `a ${word}`

/** A window where its id should stand. */
const windowVerb = /\b(rolling|past|current|anniversary|dates)\b/

const documents: Readonly<Record<string, string>> = {
  program: 'a program',
  merchant: 'a merchant’s record',
  standing: 'a standing',
}
const document = (word: Word): string => documents[word] ?? name(word)

/** By what stands where something else should: the rule and the fix. */
const json: Readonly<Record<string, readonly [rule: string, fix: string]>> = {
  value: ['A value must stand here.', 'Write a number, a text in double quotes, true, false, null, a list or an object.'],
  afterComma: ['After a comma another value must follow.', 'Remove the comma before it, or add the value.'],
  key: ['A key in double quotes must stand here.', 'Put the key in double quotes.'],
  keyAfterComma: ['After a comma another key must follow, in double quotes.', 'Remove the comma before it, or add the key.'],
  colon: ['A colon stands between a key and its value.', 'Add the colon.'],
  commaOrBrace: ['After a value comes a comma, or } at the end of the object.', 'Add the comma or the }.'],
  commaOrBracket: ['After a value comes a comma, or ] at the end of the list.', 'Add the comma or the ].'],
  quote: ['A text ends with a double quote, on its own line.', 'Add the quote; write a line break inside a text as \\n.'],
  escape: ['A backslash begins \\n, \\", \\\\, \\/, \\b, \\f, \\r, \\t or \\u with four digits.', 'Write \\\\ for a backslash itself.'],
  number: ['Numbers are written like 12, -3.5 or 1e6.', 'Write it so; put an id or a date in double quotes.'],
  end: ['Nothing may follow the end of the document.', 'Remove what follows, or the bracket that ends it too early.'],
} // prettier-ignore
const jsonFixes: Readonly<Record<string, string>> = {
  "'": 'Use double quotes.',
  '/': 'Remove the comment: JSON has none.',
}

export const documentIssues: DocumentIssueSentences = {
  overSize: ({ bytes, limit }) => [
    `The document has ${size(bytes)}.`,
    `At most ${size(limit)} are read.`,
    'Leave out what is not needed, or split it.',
  ],
  notJson: ({ found, expected }) => {
    const [rule = '', fix = ''] = json[expected] ?? []
    const wrong =
      found === ''
        ? 'The text ends too early.'
        : `${name(JSON.stringify(found).slice(1, -1))} is not JSON here.`
    return [wrong, rule, jsonFixes[found] ?? fix]
  },
  webPage: () => [
    'A web page came instead of JSON.',
    'The data must be a JSON document.',
    'Check the address, and whether one has to sign in.',
  ],
  overDepth: ({ limit }) => [
    'Lists and objects are nested too deep here.',
    `At most ${limit} levels are read.`,
    'Name inner conditions as segments, or make the lists flatter.',
  ],
  hostileKey: ({ key }) => [
    `${name(key)} cannot be a key.`,
    'It would change what the object is.',
    'Choose another key.',
  ],
  repeatedKey: ({ key }) => [
    `${name(key)} stands twice in one object.`,
    'A key stands once: one of the two would be lost.',
    'Remove or rename one of them.',
  ],
  notFinite: ({ found }) => [
    `${name(found)} cannot be kept as a number.`,
    'Numbers are finite.',
    'Write a finite number, or leave the key out where nothing is known.',
  ],
  negativeZero: () => ['The number is -0.', 'Zero has no sign.', 'Write 0.'],
  unsafeInteger: ({ found }) => [
    `${found} is too large to be exact.`,
    'Whole numbers go up to 9007199254740991.',
    'If it is an id, put it in double quotes; else use a larger unit.',
  ],
  tooPrecise: ({ found, digits, limit }) => [
    `${found} has ${digits} significant digits.`,
    `Up to ${limit} of them are exact.`,
    `Round it to ${limit} digits.`,
  ],
  notPlain: ({ found }) => [
    `The value is of the kind ${name(found)}.`,
    'Only what JSON can hold is read.',
    'Turn it into a text, a number, a list or a plain object first.',
  ],
  circular: () => [
    'The value contains itself.',
    'A document is a tree.',
    'Remove the way back, or name what is meant by its id.',
  ],

  wrongDocument: ({ found, expected }) => [
    `This is ${either(found, document)}.`,
    `Here stands ${either(expected, document)}.`,
    `Give ${either(expected, document)}; perhaps the two are swapped.`,
  ],
  wrongLanguage: ({ found }) => [
    `\`tierkit\` is ${found}.`,
    'This version reads language 1.',
    'Write 1, or use a newer version of Tierkit.',
  ],
  wrongType: ({ found, expected }) => [
    `This is ${type(found)}.`,
    `It must be ${either(expected, type)}.`,
    retyped(found, expected),
  ],
  missingKey: ({ key }) => [`${name(key)} is missing.`, 'It must be there.', `Add ${name(key)}.`],
  noVerb: ({ verbs, found, nearest }) => [
    found === '' ? 'The object is empty.' : 'No key says what this object is.',
    `One of these must stand in it: ${either(verbs)}.`,
    verbs === 'cases, by' && windowVerb.test(String(found))
      ? 'Declare the window under `windows`, and write its id here.'
      : meant(nearest, 'Add the one that is meant.'),
  ],
  twoVerbs: ({ first, second }) => [
    `${name(first)} and ${name(second)} stand in one object.`,
    'Each of them says what the object is, so there is only one.',
    'Remove one, or make two objects.',
  ],
  mixedKeys: ({ word, key }) => [
    `${name(key)} stands beside ${name(word)}.`,
    `${name(word)} stands alone in a condition.`,
    `Put both into a list: { "all": [{ "${word}": … }, { "${key}": … }] }.`,
  ],
  unknownKey: ({ key, nearest, known }) => [
    `${name(key)} is not a key here.`,
    known === '' ? 'Only known keys are read.' : `Known here: ${either(known)}.`,
    meant(nearest, 'Remove it.'),
  ],
  notOneOf: ({ found, options, nearest }) => [
    `${name(found)} cannot stand here.`,
    `It must be ${either(options)}${options === 'exempt, noScore' ? ', or points: { "points": … }' : ''}.`,
    meant(nearest, 'Write the one that is meant.'),
  ],
  empty: () => ['Nothing stands in it.', 'It must say something.', 'Fill it in, or remove the key.'],
  emptyText: () => [
    'The text is empty.',
    'Every text is in English and in Chinese.',
    'Write it in this language.',
  ],
  unquotedId: ({ found }) => [
    `The id ${found} is a number.`,
    'Ids are texts, since long numbers lose digits.',
    `Write "${found}".`,
  ],
  badId: ({ found, nearest }) => [
    `${name(found)} cannot be an id.`,
    'Ids begin with a small letter and have letters and digits only, at most 64.',
    nearest === '' ? 'Write it like `paidOrders`.' : `Write ${name(nearest)}.`,
  ],
  reservedId: ({ found }) => [
    `${name(found)} is a word of the language.`,
    'Such a word cannot be an id.',
    'Choose another id.',
  ],
  badPath: ({ found }) => [
    `${name(found)} is not a field of an event.`,
    'It is written event.field.',
    'Write it like `order.amountFen`.',
  ],
  badDate: ({ found }) => [
    `${name(found)} is not a day.`,
    daysIn(found) === 0
      ? 'Days are written year-month-day and are in the calendar.'
      : `${String(found).slice(0, 7)} has ${daysIn(found)} days.`,
    'Write it like `2026-11-21`.',
  ],
  badInstant: ({ found }) => [
    `${name(found)} is not a time.`,
    'A time has its offset from UTC; a whole day has none.',
    'Write it like `2026-11-21T09:30:00+08:00` or `2026-11-21`.',
  ],
  badZone: ({ found }) => [
    `${name(found)} is not a time zone.`,
    'Zones have IANA names.',
    'Write it like `Asia/Shanghai`.',
  ],
  badCurrency: ({ found }) => [
    `${name(found)} is not a currency.`,
    'Currencies are three capital letters.',
    'Write it like `CNY`.',
  ],
  weightNotWhole: ({ found, times: factor }) => [
    `The weight is ${found}.`,
    'Weights are whole numbers.',
    factor === 0
      ? 'Choose whole numbers in the same proportion.'
      : `Multiply all weights of the group by ${factor}.`,
  ],
  notWhole: ({ found }) => [
    `The number is ${found}.`,
    'It must be whole.',
    'Write a whole number; money and points are in their smallest unit.',
  ],
  notAboveZero: ({ found }) => [`The number is ${found}.`, 'It must be above 0.', 'Write a number above 0.'],
  tooSmall: ({ found, min }) => [
    `The number is ${found}.`,
    `It must be at least ${min}.`,
    `Write ${min} or more.`,
  ],
  tooBig: ({ found, max }) => [
    `The number is ${found}.`,
    `It must be at most ${max}.`,
    `Write ${max} or less.`,
  ],
  wrongLength: ({ found, length }) => [
    `The list has ${times(found, 'item')}.`,
    `It must have ${length}.`,
    Number(found) > Number(length) ? 'Remove the others.' : 'Add what is missing.',
  ],
  mixedSteps: () => [
    'Bands by `from` and by `upTo` stand in one scale.',
    'All bands of a scale go by the same key.',
    'Write them all with `from`, or all with `upTo`.',
  ],
  notAscending: ({ before, found }) => [
    `${found} comes after ${before}.`,
    'Each mark is above the one before it.',
    'Put the marks in ascending order.',
  ],
  duplicateId: ({ id, first }) => [
    `${name(id)} is taken already, at ${name(first)}.`,
    'An id is declared once.',
    'Rename one of the two.',
  ],
  secondMain: ({ first }) => [
    `${name(first)} is the main ladder already.`,
    'One ladder is the main one.',
    'Remove `main` from one of the two.',
  ],

  notText: () => [
    'The file is not a text.',
    'Texts are in UTF-8, or in GB18030 as Excel writes them in Chinese.',
    'Save it as CSV in UTF-8.',
  ],
  otherFile: ({ found }) => [
    `The file is ${found}, whatever its name says.`,
    'Merchants are read from CSV, JSON and Parquet.',
    'Save it as CSV in UTF-8, and open that.',
  ],
  damagedFile: ({ what }) => [
    `The ${what} file is damaged or cut short.`,
    'It has to be there to its last byte.',
    'Copy or export it again.',
  ],
  unreadCodec: ({ found }) => [
    `The Parquet file is compressed with ${found}.`,
    'Snappy is read, and files without compression.',
    'Write it again with Snappy.',
  ],
  emptyFile: () => [
    'The file is empty.',
    'Its first row names the columns; of JSON, the keys do.',
    'Export it again, with its header.',
  ],
  notObject: () => [
    'This item is no object, or is cut short.',
    'A merchant is written as `{ "id": "m1", "orders": 12 }`.',
    'Correct it, or remove it.',
  ],
  openQuote: () => [
    'A quote is opened here and never closed.',
    'A cell that begins with a quote ends with one.',
    'Close the quote, or write a quote inside a cell twice.',
  ],
  strayQuote: () => [
    'Something follows the closing quote of a cell.',
    'After it comes the next cell, or the end of the row.',
    'Write a quote inside a cell twice.',
  ],
  wrongCells: ({ found, expected }) => [
    `The row has ${times(found, 'cell')}.`,
    `The header has ${expected}.`,
    Number(found) > Number(expected)
      ? 'Put a cell that has a separator in it in quotes.'
      : 'Add what is missing; an empty cell means that nothing is known.',
  ],
  missingColumn: ({ name: found }) => [
    `No column gives ${name(found)}.`,
    'It is needed for every merchant.',
    `Name a column ${name(found)}, or map one to it.`,
  ],
  countFirst: ({ name: found, why }) => [
    `A query cannot count ${name(found)} from events.`,
    why === 'window'
      ? 'Its window begins or ends on a day that differs by merchant, and a query does no calendar arithmetic.'
      : 'Its `where` compares events with a number that differs by merchant.',
    `Count it before: give the table of merchants a column ${name(found)}, and say so with \`--column ${found}\`.`,
  ],
  unknownColumn: ({ name: found, nearest }) => [
    `There is no column ${name(found)}.`,
    'A column is named as the header writes it.',
    meant(nearest, 'Correct the name.'),
  ],
  repeatedColumn: ({ name: found, columns }) => [
    `Several columns give ${name(found)}: ${columns}.`,
    'One column gives one thing.',
    'Rename the others, or map the one that is meant.',
  ],
  notNumber: ({ found }) => [
    `${name(found)} is not a number.`,
    'Numbers are written like 12, -3.5 or 1,234; an empty cell means that nothing is known.',
    'Correct the cell, or empty it.',
  ],
  repeatedMerchant: ({ id, row }) => [
    `The merchant ${name(id)} stands in row ${row} already.`,
    'A merchant has one row.',
    'Remove one of the two.',
  ],

  unknownName: ({ name: found, what, nearest }) => [
    `${name(found)} is declared nowhere.`,
    `Here stands ${either(what, noun)}.`,
    meant(nearest, 'Correct the name, or declare it.'),
  ],
  wrongKindOfName: ({ name: found, what, found: is }) => [
    `${name(found)} is ${noun(is)}.`,
    `Here stands ${either(what, noun)}.`,
    `Name ${either(what, noun)}.`,
  ],
  wrongUnit: ({ name: id, found, expected }) => [
    `${name(id)} is ${unit(found)}.`,
    `Here stands ${unit(expected)}.`,
    `Name ${unit(expected)}, or ask for ${unit(found)}.`,
  ],
  needsRollup: ({ name: id, by }) => [
    `${name(id)} has a tier for every value of ${name(by)}.`,
    'Where one tier is asked for, its scope must roll them up.',
    'Write `max`, `min` or `any` as its `rollup`, or ask within the same scope.',
  ],
  needsDates: ({ name: id }) => [
    `${name(id)} is continuous: it decides at every moment.`,
    'Here something happens at each review, so it must have its days.',
    'Name a review with `every`.',
  ],
  keptOutside: ({ name: id }) => [
    `${name(id)} is kept outside.`,
    'Only its own points system posts to such an account.',
    'Remove it here, or give the account `earn` rules.',
  ],
  unknownZone: ({ found, nearest }) => [
    `${name(found)} is not a time zone that is known here.`,
    'Zones have IANA names.',
    meant(nearest, 'Write it like `Asia/Shanghai`.'),
  ],
  cycle: ({ names }) => [
    `Here is a circle: ${names}.`,
    'Nothing may depend on itself.',
    'Take one of them out of the circle.',
  ],
  tooLarge: ({ what, found, limit }) => [
    `${capital(noun(what).replace(/^an? /, 'the '))} can reach ${found}.`,
    `Only up to ${limit} is everything exact.`,
    'Use a larger unit, or smaller numbers.',
  ],
  notYetSupported: ({ what }) => [
    `This version cannot do ${name(what)} yet.`,
    'A program is refused rather than followed in part.',
    'Leave it out, or say it in another way.',
  ],
  otherProgram: ({ found, expected }) => [
    `This is the program ${name(found)}.`,
    `The versions together are those of ${name(expected)}.`,
    'Correct `program`, or leave this document out.',
  ],
  refusedPlan: ({ count }) =>
    Number(count) === 0
      ? ['There is no program.', 'Everything is computed from one.', 'Give a program.']
      : [
          `The program has ${times(count, 'error')}.`,
          'Nothing is computed from it until then.',
          'Correct them.',
        ],
}
