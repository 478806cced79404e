/**
 * Everything that can be wrong with what comes from outside. The table below is the catalogue, in order of precedence: where one value
 * breaks several rules, the earlier code is the one to fix first. It knows no sentence: `words` says an Issue in each language.
 */

/** Where in the text a value stands: 1-based, columns in UTF-16 units. Absent for a ready value. */
export interface Place {
  readonly line: number
  readonly column: number
}

type Catalogue = Record<string, { params: readonly string[]; when: string }>

/** What can be wrong with a document. */
const ofDocuments = {
  // the text, before it is read
  overSize: { params: ['bytes', 'limit'], when: 'a document is larger than the limit' },
  notJson: {
    params: ['found', 'expected'],
    when: 'a text is not JSON; `found` is the character or word, empty at the end',
  },
  webPage: { params: [], when: 'a text is a web page (it begins with `<`) in place of JSON' },
  overDepth: { params: ['limit'], when: 'lists and objects are nested deeper than the limit' },
  // single values, as they are read
  hostileKey: { params: ['key'], when: 'a key that would change what an object is' },
  repeatedKey: { params: ['key'], when: 'an object has a key twice' },
  notFinite: { params: ['found'], when: 'NaN, Infinity, or a number too large for a double' },
  negativeZero: { params: [], when: 'a number is -0' },
  unsafeInteger: { params: ['found'], when: 'a whole number is beyond 2^53 - 1' },
  tooPrecise: {
    params: ['found', 'digits', 'limit'],
    when: 'a number has more significant digits than a double keeps',
  },
  notPlain: {
    params: ['found'],
    when: 'a ready value holds what JSON cannot (a function, a Date, a Map, undefined in a list)',
  },
  circular: { params: [], when: 'a ready value contains itself' },
  // forms
  wrongDocument: {
    params: ['found', 'expected'],
    when: 'a document is of another kind than its place takes: `program`, `merchant` or `standing`',
  },
  wrongLanguage: { params: ['found'], when: '`tierkit` is not 1' },
  wrongType: { params: ['found', 'expected'], when: 'a value is of another type than its place takes' },
  missingKey: { params: ['key'], when: 'an object lacks a key it must have' },
  noVerb: {
    params: ['verbs', 'found', 'nearest'],
    when: 'an object has none of the keys that say what it is',
  },
  twoVerbs: { params: ['first', 'second'], when: 'an object has two keys that say what it is' },
  mixedKeys: { params: ['word', 'key'], when: 'an id stands beside a reserved word in a condition' },
  unknownKey: { params: ['key', 'nearest', 'known'], when: 'an object has a key that it cannot have' },
  notOneOf: { params: ['found', 'options', 'nearest'], when: 'a word is not among those its place takes' },
  empty: { params: [], when: 'a list, an object or a word says nothing' },
  emptyText: { params: [], when: 'a text for people is blank' },
  unquotedId: { params: ['found'], when: 'an id is a number' },
  badId: { params: ['found', 'nearest'], when: 'a name is not camelCase' },
  reservedId: { params: ['found'], when: 'an id is a word that the language uses' },
  badPath: { params: ['found'], when: 'a path is not `event.field`' },
  badDate: { params: ['found'], when: 'a day does not exist or is not written YYYY-MM-DD' },
  badInstant: { params: ['found'], when: 'an instant is neither a day nor a time with its offset' },
  badZone: { params: ['found'], when: 'a zone does not have the form Area/City' },
  badCurrency: { params: ['found'], when: 'a currency is not three capital letters' },
  weightNotWhole: {
    params: ['found', 'times'],
    when: 'a weight has a fraction; `times` makes it whole, 0 when nothing up to 1,000 does',
  },
  notWhole: { params: ['found'], when: 'a number that counts has a fraction' },
  notAboveZero: { params: ['found'], when: 'a number must be above 0' },
  tooSmall: { params: ['found', 'min'], when: 'a number is under its least value' },
  tooBig: { params: ['found', 'max'], when: 'a number is over its greatest value' },
  wrongLength: { params: ['found', 'length'], when: 'a list must have so many items' },
  mixedSteps: { params: [], when: 'bands by `from` and by `upTo` in one scale' },
  notAscending: { params: ['before', 'found'], when: 'marks do not rise' },
  duplicateId: {
    params: ['id', 'first'],
    when: 'an id is declared twice; `first` is the path of the other, joined with dots',
  },
  secondMain: { params: ['first'], when: 'two ladders are the main one; `first` is the id of the other' },
  // tables of merchants
  notText: { params: [], when: 'the bytes of a file are neither UTF-8 nor GB18030' },
  otherFile: {
    params: ['found'],
    when: 'the bytes of a file are of a kind that is not read: `found` is `xlsx`, `xls`, `pdf`, `gzip`, `zstd`, `sqlite` or `html`',
  },
  damagedFile: { params: ['what'], when: 'a file of a kind that is read is cut short or damaged' },
  unreadCodec: { params: ['found'], when: 'a Parquet file is compressed in a way that is not read' },
  emptyFile: { params: [], when: 'a file of merchants has no columns' },
  notObject: { params: [], when: 'an item of a JSON file of merchants is no object, or is cut short' },
  openQuote: {
    params: [],
    when: 'a quote is never closed, so that the rest of the table is inside one cell',
  },
  strayQuote: { params: [], when: 'something stands between a closing quote and the next separator' },
  wrongCells: { params: ['found', 'expected'], when: 'a row has more or fewer cells than the header' },
  missingColumn: { params: ['name'], when: 'no column gives what is needed' },
  countFirst: {
    params: ['name', 'why'],
    when: 'a query cannot count events for a metric; `why`: `window` or `mark`, which differs by merchant',
  },
  unknownColumn: { params: ['name', 'nearest'], when: 'a column is named that the table does not have' },
  repeatedColumn: {
    params: ['name', 'columns'],
    when: 'several columns give the same; `columns` joined with `, `',
  },
  notNumber: { params: ['found'], when: 'a cell holds something else than a number' },
  repeatedMerchant: { params: ['id', 'row'], when: 'a merchant stands in two rows; `row` is the first' },
  // meaning: the compiler's
  unknownName: {
    params: ['name', 'what', 'nearest'],
    when: 'a name is declared nowhere; `what`: the nouns it could be, joined with `, `',
  },
  wrongKindOfName: { params: ['name', 'what', 'found'], when: 'a name is declared as another noun, `found`' },
  wrongUnit: {
    params: ['name', 'found', 'expected'],
    when: 'a name holds values of another kind than its place takes; both are units, or `number` for any that counts',
  },
  needsRollup: {
    params: ['name', 'by'],
    when: 'a ladder is named from where it has no one standing, since it is kept for each value of `by`',
  },
  needsDates: {
    params: ['name'],
    when: 'a continuous review is named where decisions are counted or something is done at each, so that it must have its days',
  },
  keptOutside: { params: ['name'], when: 'a rule would post to an account that the host keeps' },
  unknownZone: { params: ['found', 'nearest'], when: 'a zone is in no time zone database here' },
  cycle: { params: ['names'], when: 'values depend on themselves; `names` in order, joined with ` -> `' },
  tooLarge: {
    params: ['what', 'found', 'limit'],
    when: 'a number that is written exceeds what can be computed exactly',
  },
  notYetSupported: { params: ['what'], when: 'this version cannot do what the program asks' },
  otherProgram: {
    params: ['found', 'expected'],
    when: 'the versions to compile are not all of one program',
  },
  refusedPlan: {
    params: ['count'],
    when: 'nothing can be computed: no program is given (`count` 0), or so many things are wrong with it',
  },
} as const satisfies Catalogue

/** Why a request is refused, and why data does not come. */
const ofRequests = {
  // commands: why one is refused
  unknownTarget: { params: ['name', 'what'], when: 'a command names a task or benefit that is not there' },
  reusedKey: { params: ['key'], when: 'a command comes again under its key with another content' },
  staleRevision: {
    params: ['expected', 'found'],
    when: 'the log has moved on since the command was decided on',
  },
  notYours: {
    params: ['sender', 'command'],
    when: 'a command is sent by somebody who may not send it',
  },
  redeemFirst: { params: [], when: 'a benefit that is redeemed in two steps is used in one' },
  useAtOnce: { params: [], when: 'a benefit that is used in one step is redeemed in two' },
  notReversible: { params: ['fact'], when: 'a command is to be taken back that cannot be, or has been' },
  wrongState: { params: ['state'], when: 'the task or benefit is not in a state that allows this' },
  notEnoughPoints: {
    params: ['need', 'have'],
    when: 'what can be spent is under the price; `have`: the balance less what the account has to keep',
  },
  usedUp: { params: ['times'], when: 'the quota of the period is used up' },
  wrongChoice: {
    params: ['found', 'pick'],
    when: 'another number of options is chosen than may be, or one that is not offered',
  },
  // reading: why data did not come
  unreachable: { params: [], when: 'no answer came' },
  timedOut: { params: ['seconds'], when: 'no answer came in time' },
  notAllowed: { params: ['status'], when: 'the answer is 401 or 403' },
  notFound: { params: ['status'], when: 'the answer is 404 or 410' },
  serverFailed: { params: ['status'], when: 'any other answer that is not a success' },
  notOffered: { params: ['what'], when: 'the source of the data lacks a function' },
  missingSource: {
    params: ['what'],
    when: 'of the documents that are shown together only some are given; `what` is the one to add',
  },
  engineMissing: { params: ['file'], when: 'the engine beside the script could not be loaded' },
  engineFailed: {
    params: ['message'],
    when: 'the engine stopped on a fault of its own, which the console tells in full',
  },
  // what a browser keeps for a page: why it cannot be read, or written
  storageMissing: { params: [], when: 'the browser has no database for a page' },
  storageRefused: {
    params: [],
    when: 'the browser refuses its database to the page, as some do in private windows and in frames of other sites',
  },
  storageFull: { params: [], when: 'the browser has no room left for what is to be stored' },
  storageBlocked: { params: [], when: 'another tab keeps an older form of the stored data open' },
  storageNewer: {
    params: ['found', 'known'],
    when: 'the stored data has a newer form than this version knows: it is read, and nothing is written',
  },
  storageFailed: { params: ['reason'], when: 'the browser could not read or write, for any other reason' },
  storageDamaged: {
    params: ['where'],
    when: 'what is stored does not fit together; `where`: the first row that does not',
  },
  historyLost: {
    params: [],
    when: 'the stored log came back empty, or older than it has been: what it held is not known',
  },
  otherMerchant: {
    params: ['found', 'expected'],
    when: 'the data is of another merchant than the one that is asked for',
  },
  // sending: what else can be wrong with an answer, and with what waits to be sent
  olderRevision: {
    params: ['found', 'expected'],
    when: 'an answer shows the log at an earlier revision than one that was shown before',
  },
  otherReceipt: { params: ['found', 'expected'], when: 'the receipt of a command is for another key' },
  unknownFate: {
    params: ['hours'],
    when: 'no answer to a command came for as long as its key is known: it is not sent again, and what became of it is not known',
  },
  notKept: {
    params: ['reason'],
    when: 'commands are sent, but would not survive a reload: their storage is `missing`, `refused`, `full`, `failed`, `newer` than this version, or was `emptied` behind our back',
  },
} as const satisfies Catalogue

/**
 * The codes, what their params hold, and when they are used. A param that lists words holds them joined with `, `.
 * `nearest` is the known name that was probably meant, or empty.
 */
// pure: what only needs the codes' types carries none of it
export const catalogue = /* @__PURE__ */ Object.assign({}, ofDocuments, ofRequests)

export type DocumentIssueCode = keyof typeof ofDocuments
export type RequestIssueCode = keyof typeof ofRequests
export type IssueCode = DocumentIssueCode | RequestIssueCode
/** What an Issue of a code carries for its sentence. */
export type IssueParams<C extends IssueCode> = {
  readonly [P in (typeof catalogue)[C]['params'][number]]: string | number
}
export type IssuePath = readonly (string | number)[]

/** What of a page's data an Issue is about. */
export type IssueDocument = 'program' | 'merchant' | 'standing' | 'entries'

/**
 * Something wrong with what came from outside. `path` leads to the value from the document's root ([] is the root);
 * `params` hold the numbers and names that its sentence mentions. Never a sentence itself: `words` says it.
 */
export interface Issue {
  readonly code: IssueCode
  readonly path: IssuePath
  readonly params: Readonly<Record<string, string | number>>
  readonly place?: Place
  /** Absent where only one document can be meant, or none. */
  readonly document?: IssueDocument
}

/** An Issue at a path; `place` where the text is known. */
export function issueAt<C extends IssueCode>(
  code: C,
  path: IssuePath,
  params: IssueParams<C>,
  place?: Place,
): Issue {
  return place ? { code, path, params, place } : { code, path, params }
}
