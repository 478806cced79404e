/** Why a request was refused, or data did not come, in English: what is found, the rule, the fix. Codes and params are the schema's catalogue. */
import type { IssueParams, RequestIssueCode } from '../../schema/issues.js'
import { capital, name, noun, times, type Sentence } from './sentence.js'

export type RequestIssueSentences = { readonly [C in RequestIssueCode]: (params: IssueParams<C>) => Sentence }

const states: Readonly<Record<string, string>> = {
  notApplicable: 'not for you',
  outOfStock: 'out of stock',
  used: 'used up',
  choose: 'waiting for your choice',
}

const senders: Readonly<Record<string, string>> = {
  merchant: 'the merchant',
  operator: 'an operator',
  clock: 'the clock',
}

/** What a request names that is in the log, and not in the program. */
const logged: Readonly<Record<string, string>> = {
  redemption: 'a redemption that is still held',
  fact: 'a request that was accepted',
}

/** Why requests that wait for their answers are not kept. */
const unkept: Readonly<Record<string, string>> = {
  missing: 'The browser has no storage for requests.',
  refused: 'The browser does not let this page keep requests.',
  full: 'There is no room left to keep requests.',
  failed: 'The browser could not keep the requests.',
  newer: 'A newer version of this page keeps the requests.',
  emptied: 'Requests that were waiting for an answer are gone from the browser.',
}

export const requestIssues: RequestIssueSentences = {
  unknownTarget: ({ name: found, what }) => [
    `${name(found)} is not there.`,
    `It must be ${logged[what] ?? `${noun(what)} of the program`}.`,
    'Load the page again.',
  ],
  reusedKey: () => ['This request came before with other content.', 'A request is sent once.', 'Try again.'],
  staleRevision: () => [
    'Something has changed meanwhile.',
    'A request goes by the newest state.',
    'Look again, then try again.',
  ],
  notYours: ({ sender }) => [
    'You are not allowed to do this.',
    `${capital(senders[sender] ?? String(sender))} cannot do it.`,
    'Contact the platform.',
  ],
  redeemFirst: () => [
    'It has not been redeemed yet.',
    'It has to be redeemed before it is used.',
    'Redeem it first.',
  ],
  useAtOnce: () => ['It has not been used yet.', 'It is used at once, and never held.', 'Use it as it is.'],
  notReversible: ({ fact }) => [
    `${name(fact)} cannot be taken back.`,
    'Only what was spent, used, claimed, chosen or adjusted can be, and only once.',
    'Look at the points log.',
  ],
  wrongState: ({ state }) => [
    'This is not possible now.',
    `It is ${states[state] ?? state}.`,
    'Look again for what is open.',
  ],
  notEnoughPoints: ({ need, have }) => [
    `You have ${times(have, 'point')} to spend.`,
    `It takes ${need}.`,
    `Earn ${Number(need) - Number(have)} more.`,
  ],
  usedUp: ({ times: count }) => [
    'It is used up for now.',
    `It can be used ${times(count, 'time')} in a period.`,
    'Wait for the next period.',
  ],
  wrongChoice: ({ found, pick }) => [
    `${name(found)} cannot be chosen.`,
    `${times(pick, 'option is', 'options are')} to be chosen, of those offered.`,
    'Choose again.',
  ],

  unreachable: () => [
    'No answer came.',
    'The data is read over the network.',
    'Check the connection, then try again.',
  ],
  timedOut: ({ seconds }) => [
    Number(seconds) > 0 ? `No answer came within ${times(seconds, 'second')}.` : 'No answer came in time.',
    'The data is read over the network.',
    'Try again.',
  ],
  notAllowed: ({ status }) => [
    `Access was refused (${status}).`,
    'The data is shown to those who may see it.',
    'Sign in again.',
  ],
  notFound: ({ status }) => [
    `The data was not found (${status}).`,
    'It must be at the address that the page gives.',
    'Check the address.',
  ],
  serverFailed: ({ status }) => [
    `The server failed (${status}).`,
    'The data comes from there.',
    'Try again in a moment.',
  ],
  notOffered: ({ what }) => [
    `${name(what)} is not offered here.`,
    'The page decides what its data source can do.',
    'Give the adapter this function, or leave the part out.',
  ],
  missingSource: ({ what }) => [
    `There is no ${name(what)}.`,
    'A page shows a standing, or a program and a merchant’s record together.',
    `Add \`${what}="…"\` to tk-provider, or give an adapter with the function ${name(what)}.`,
  ],
  engineMissing: ({ file }) => [
    `${name(file)} could not be loaded.`,
    'It stands beside the script.',
    'Put the file there, or give a Standing.',
  ],
  engineFailed: ({ message }) => [
    `The computation failed (${message}).`,
    'A valid document never makes it fail.',
    'Report this to the makers of the page.',
  ],
  storageMissing: () => [
    'This browser cannot keep the log.',
    'It is kept in a database of the browser.',
    'Use another browser.',
  ],
  storageRefused: () => [
    'The browser does not let this page keep the log.',
    'Private windows and strict settings refuse it.',
    'Open the page in an ordinary window, or allow it to store data.',
  ],
  storageFull: () => [
    'There is no room left to store this.',
    'Nothing was changed.',
    'Free some space on the device, then try again.',
  ],
  storageBlocked: () => [
    'Another tab still uses an older version of this page.',
    'The stored log can be updated only when no tab uses the old one.',
    'Close or reload the other tabs, then try again.',
  ],
  storageNewer: ({ found, known }) => [
    `The stored log is of version ${found}.`,
    `This page can change logs up to version ${known}, and only reads newer ones.`,
    'Reload the page.',
  ],
  storageFailed: ({ reason }) => [
    `The browser could not read or write the log (${reason}).`,
    'Nothing was changed.',
    'Try again, or restart the browser.',
  ],
  storageDamaged: ({ where }) => [
    `The stored log is damaged at ${name(where)}.`,
    'What it says cannot be relied on.',
    'Contact the platform.',
  ],
  historyLost: () => [
    'The history in this browser is lost.',
    'The balance is not known, and nothing is shown in its place.',
    'Contact the platform.',
  ],
  otherMerchant: ({ found, expected }) => [
    `This is the data of ${name(found)}.`,
    `The page is for ${name(expected)}.`,
    'Sign in again.',
  ],
  olderRevision: ({ found, expected }) => [
    `The answer is of revision ${found}, and ${expected} was shown already.`,
    'What is shown never goes back.',
    'Wait a moment: it is read again.',
  ],
  otherReceipt: ({ found, expected }) => [
    `The receipt is for ${name(found)}, not for ${name(expected)}.`,
    'A request counts as done when its own receipt has come.',
    'Wait a moment: it is sent again, and counts once.',
  ],
  unknownFate: ({ hours }) => [
    `No answer to this request came within ${times(hours, 'hour')}.`,
    'It may have been done, so it is not sent again.',
    'Look at your history, and ask again only if it is not there.',
  ],
  notKept: ({ reason }) => [
    unkept[reason] ?? `The browser cannot keep requests (${reason}).`,
    reason === 'emptied'
      ? 'Those that this page still knows are sent all the same.'
      : 'They are sent, but those without an answer are forgotten when the page is closed.',
    reason === 'emptied'
      ? 'Look at your history before you ask for the same again.'
      : 'Keep the page open until everything is confirmed.',
  ],
}
