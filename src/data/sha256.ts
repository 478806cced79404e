/**
 * SHA-256 (FIPS 180-4), at once and without waiting: the browser's own digest is a promise, and a transaction of IndexedDB does not wait.
 * The usual packages call what Chromium 79 does not have.
 */
const bytesOf = new TextEncoder()
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0

/** The first 64 primes, of whose roots the constants are the fractions. */
const primes: number[] = []
for (let one = 2; primes.length < 64; one++) if (primes.every((prime) => one % prime !== 0)) primes.push(one)
const rounds = Int32Array.of(...primes.map((prime) => fraction(Math.cbrt(prime))))
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

const turned = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))

/** The digest of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  const message = padded(bytesOf.encode(text))
  const state = Int32Array.of(...start)
  const words = new Int32Array(64)
  for (let block = 0; block < message.byteLength; block += 64) {
    for (let nth = 0; nth < 16; nth++) words[nth] = message.getInt32(block + nth * 4)
    mix(state, words)
  }
  let digest = ''
  for (const word of state) digest += (word >>> 0).toString(16).padStart(8, '0')
  return digest
}

/** The message, a bit that is 1, zeros, and its length in bits, as whole blocks of 64 bytes. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64)
  whole.set(bytes)
  whole[bytes.length] = 0x80
  const view = new DataView(whole.buffer)
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29))
  view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0)
  return view
}

/** One block; its first 16 words are given, and the rest are made from them. */
function mix(state: Int32Array, words: Int32Array): void {
  for (let nth = 16; nth < 64; nth++) {
    const early = words[nth - 15]!
    const late = words[nth - 2]!
    const near = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)
    const far = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10)
    words[nth] = words[nth - 16]! + near + words[nth - 7]! + far
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  for (let nth = 0; nth < 64; nth++) {
    const chosen = (e & f) ^ (~e & g)
    const first =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + rounds[nth]! + words[nth]!) | 0
    const most = (a & b) ^ (a & c) ^ (b & c)
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  const mixed = [a, b, c, d, e, f, g, h]
  for (let nth = 0; nth < 8; nth++) state[nth]! += mixed[nth]!
}
