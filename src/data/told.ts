/**
 * Issues that come from outside, in an answer or in what a host's function rejects with: believed only where the catalogue has them.
 * A page does not carry the whole catalogue, so this holds what an authority can say of a command, and why data does not come;
 * a test holds both to the catalogue.
 */
import type { Issue, IssueCode } from '../schema/issues.js'

/** Code -> the params that its sentence reads. */
export const tellable = {
  unknownTarget: ['name', 'what'],
  reusedKey: ['key'],
  staleRevision: ['expected', 'found'],
  notYours: ['sender', 'command'],
  redeemFirst: [],
  useAtOnce: [],
  notReversible: ['fact'],
  wrongState: ['state'],
  notEnoughPoints: ['need', 'have'],
  usedUp: ['times'],
  wrongChoice: ['found', 'pick'],
  unreachable: [],
  timedOut: ['seconds'],
  notAllowed: ['status'],
  notFound: ['status'],
  serverFailed: ['status'],
  notOffered: ['what'],
  otherMerchant: ['found', 'expected'],
  // what an earlier page has come to itself
  unknownFate: ['hours'],
  otherReceipt: ['found', 'expected'],
  // why a log in the browser cannot take it
  storageMissing: [],
  storageRefused: [],
  storageFull: [],
  storageBlocked: [],
  storageNewer: ['found', 'known'],
  storageFailed: ['reason'],
  storageDamaged: ['where'],
  historyLost: [],
  // what a server finds wrong with what a page of another version sends
  wrongType: ['found', 'expected'],
  missingKey: ['key'],
  unknownKey: ['key', 'nearest', 'known'],
  notOneOf: ['found', 'options', 'nearest'],
} as const satisfies { readonly [C in IssueCode]?: readonly string[] }

/** An Issue that is one to the last part, rid of whatever else came with it; null for anything else. */
export function toldIssue(value: unknown): Issue | null {
  if (typeof value !== 'object' || value === null) return null
  const { code, path, params } = value as Record<string, unknown>
  if (typeof code !== 'string' || !Object.prototype.hasOwnProperty.call(tellable, code)) return null
  if (!Array.isArray(path) || typeof params !== 'object' || params === null) return null
  const said: Record<string, string | number> = {}
  for (const name of tellable[code as keyof typeof tellable]) {
    const param = (params as Record<string, unknown>)[name]
    if (!isWord(param)) return null
    said[name] = param
  }
  return path.every(isWord) ? { code: code as IssueCode, path: path.slice(), params: said } : null
}

const isWord = (value: unknown): value is string | number =>
  typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
