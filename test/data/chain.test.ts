import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenAt, canonical, chained } from '../../src/data/chain.js'
import { sha256 } from '../../src/data/sha256.js'
import type { Entry } from '../../src/schema/entry.js'
import { entries as posted } from '../elements/standings.js'

const log = posted.slice().sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
const sha = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** The same rule written a second time: an ordered text by a replacer, hashed by Node. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
function hashes(entries: readonly Entry[]): string[] {
  let before = ''
  return entries.map(({ hash: _hash, ...entry }) => (before = sha(`${before}\n${ordered(entry)}`)))
}

describe('SHA-256', () => {
  // FIPS 180-2, appendix B, and the digest of nothing
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('of a known text is the known one', (text, digest) => {
    expect(sha256(text)).toBe(digest)
  })

  it('is what Node makes of texts of every length around the ends of blocks', () => {
    for (let length = 0; length <= 200; length++)
      expect(sha256('x'.repeat(length))).toBe(sha('x'.repeat(length)))
  })

  it('is what Node makes of any text, of any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(sha(text))
      }),
    )
  })
})

describe('the canonical text', () => {
  it('does not depend on the order of keys, and leaves out what is undefined', () => {
    expect(canonical({ b: [1, { d: null, c: '积分' }], a: undefined })).toBe(
      '{"b":[1,{"c":"积分","d":null}]}',
    )
    expect(canonical({ b: 1, a: 2 })).toBe(canonical({ a: 2, b: 1 }))
  })

  it('says the same value again when it is read', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const once = JSON.stringify(value)
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(JSON.parse(once)))
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(once))
      }),
    )
  })
})

describe('the chain of a log', () => {
  const whole = chained(log, null)

  it('has the hashes that a second computation finds', () => {
    expect(log.length).toBeGreaterThan(5)
    expect(whole.map(({ hash }) => hash)).toEqual(hashes(log))
    expect(whole.map(({ hash: _hash, ...entry }) => entry)).toEqual(log)
  })

  it('goes on where it stopped', () => {
    for (let cut = 0; cut <= log.length; cut++) {
      const first = chained(log.slice(0, cut), null)
      const rest = chained(log.slice(cut), first[cut - 1]?.hash ?? null)
      expect([...first, ...rest]).toEqual(whole)
    }
  })

  it('holds as a whole, and each page of it by itself', () => {
    expect(brokenAt(whole, null)).toBeNull()
    for (let from = 0; from < whole.length; from++) {
      const page = whole.slice(from, from + 3)
      expect(brokenAt(page)).toBeNull()
      expect(brokenAt(page, whole[from - 1]?.hash ?? null)).toBeNull()
    }
    expect(brokenAt([], null)).toBeNull()
  })

  it.each([
    ['an amount is changed', (one: Entry) => ({ ...one, amountPoints: one.amountPoints + 1 })],
    ['a balance is changed', (one: Entry) => ({ ...one, balancePoints: one.balancePoints + 1 })],
    ['a name is changed', (one: Entry) => ({ ...one, name: { ...one.name, en: 'Gift' } })],
    ['a key is added', (one: Entry) => ({ ...one, more: 1 })],
    ['a hash is taken out', ({ hash: _hash, ...one }: Entry) => one],
    ['a hash is another', (one: Entry) => ({ ...one, hash: sha('other') })],
  ])('breaks where %s', (_what, change) => {
    for (let place = 0; place < whole.length; place++) {
      const altered = whole.map((one, nth) => (nth === place ? change(one) : one))
      expect(brokenAt(altered, null)).toBe(place)
    }
  })

  it('breaks where an entry is left out, put in twice, or moved', () => {
    expect(brokenAt([...whole.slice(0, 2), ...whole.slice(3)], null)).toBe(2)
    expect(brokenAt(whole.slice(1), null)).toBe(0)
    expect(brokenAt([whole[0]!, whole[0]!, ...whole.slice(1)], null)).toBe(1)
    expect(brokenAt([whole[1]!, whole[0]!, ...whole.slice(2)], null)).toBe(0)
    expect(brokenAt([whole[0]!, whole[2]!])).toBe(1)
  })

  it('is none where no entry has a hash', () => {
    expect(brokenAt(log)).toBe(0)
    expect(brokenAt(log, null)).toBe(0)
  })
})
