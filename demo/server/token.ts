/**
 * Tokens: who sends, for which merchant, for how long. The host's back end asks for one and hands it to its page; nobody else can make one.
 * A token is its claims and their HMAC; nothing is kept of it.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Sender } from '../../src/schema/command.js'

/** `iat`, `exp`: seconds since 1970. */
export interface Claims {
  readonly merchant: string
  readonly program: string
  readonly by: Sender
  readonly iat: number
  readonly exp: number
}

/** What is used to sign: not the secret itself, so that a token tells nothing of what opens `/sessions`. */
export const signingKeyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'tierkit', 'tokens', 32))

const signatureOf = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest()

export function tokenOf(key: Buffer, claims: Claims): string {
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url')
  return `${body}.${signatureOf(key, body).toString('base64url')}`
}

const mostLetters = 2_000
/** A clock of another machine may be so far ahead. */
const leewayMs = 5_000

/** What a token claims; null where it was not made with this key, has expired, or says that it begins later. */
export function claimsIn(key: Buffer, token: string, nowMs: number): Claims | null {
  const parts = token.split('.')
  if (parts.length !== 2 || token.length > mostLetters) return null
  const [body = '', given = ''] = parts
  const wanted = signatureOf(key, body)
  const found = Buffer.from(given, 'base64url')
  // one signature has one spelling
  if (found.length !== wanted.length || found.toString('base64url') !== given) return null
  if (!timingSafeEqual(found, wanted)) return null
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims
  const isNow = claims.iat * 1000 <= nowMs + leewayMs && nowMs < claims.exp * 1000
  return isNow ? claims : null
}

/** Whether a secret is the one that is expected, in a time that says nothing about it. */
export function isSecret(expected: string, given: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'tierkit').update(text).digest()
  return timingSafeEqual(digest(expected), digest(given))
}
