// What is kept of a picture: its size and the mean color of each square of 16 px. Enough to see a line that changed its
// color or a row that moved, and small enough to be committed.
import { deflateRawSync, inflateRawSync, inflateSync } from 'node:zlib'

const cell = 16

/**
 * How many squares may differ in a picture that counts as the same, of a thousand. The same browser with the same fonts
 * draws the same pixels, so hardly any: rounder corners are four squares that differ by 1 of 255.
 */
const perThousand = 1

/**
 * @typedef {{ width: number, height: number, cells: Buffer }} Fingerprint cells: red, green, blue, by rows
 */

/** @returns {Fingerprint} */
export function fingerprintOf(png) {
  const { width, height, channels, pixels } = decoded(png)
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const sums = new Float64Array(columns * rows * 3)
  const counts = new Float64Array(columns * rows)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const place = Math.floor(y / cell) * columns + Math.floor(x / cell)
      const pixel = (y * width + x) * channels
      counts[place]++
      for (let channel = 0; channel < 3; channel++) sums[3 * place + channel] += pixels[pixel + channel]
    }
  }
  const cells = Buffer.from(sums.map((sum, place) => Math.round(sum / counts[Math.floor(place / 3)])))
  return { width, height, cells }
}

/** As one word for a file: `422x310 ` and the squares, packed. */
export const written = ({ width, height, cells }) =>
  `${width}x${height} ${deflateRawSync(cells, { level: 9 }).toString('base64')}`

/** @returns {Fingerprint} */
export function read(text) {
  const [size, packed] = text.split(' ')
  const [width, height] = size.split('x').map(Number)
  return { width, height, cells: inflateRawSync(Buffer.from(packed, 'base64')) }
}

/** What is seen of the difference, in words; null: the same. */
export function difference(before, after) {
  if (before.width !== after.width || before.height !== after.height)
    return `${after.width} x ${after.height} px instead of ${before.width} x ${before.height}`
  const columns = Math.ceil(before.width / cell)
  const total = before.cells.length / 3
  let differing = 0
  let most = { by: 0, place: 0 }
  for (let place = 0; place < total; place++) {
    let by = 0
    for (let at = 3 * place; at < 3 * place + 3; at++)
      by = Math.max(by, Math.abs(before.cells[at] - after.cells[at]))
    if (by > 0) differing++
    if (by > most.by) most = { by, place }
  }
  if (differing * 1000 <= total * perThousand) return null
  const where = `${(most.place % columns) * cell}, ${Math.floor(most.place / columns) * cell}`
  return `${differing} of ${total} squares differ, most at ${where} px, by ${most.by} of 255`
}

/** The pixels of a PNG as browsers write it: 8 bits, RGB or RGBA, not interlaced. */
function decoded(png) {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const [depth, type, , , interlaced] = png.subarray(24, 29)
  const channels = { 2: 3, 6: 4 }[type]
  if (depth !== 8 || !channels || interlaced)
    throw new Error(`a PNG of another kind: ${depth} bits, color type ${type}`)
  const packed = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const pixels = unfiltered(inflateSync(Buffer.concat(packed)), width * channels, height, channels)
  return { width, height, channels, pixels }
}

/** A row says by its first byte what its bytes are the difference to. */
function unfiltered(raw, stride, height, channels) {
  const pixels = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]
    const source = y * (stride + 1) + 1
    const row = y * stride
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : pixels[row + x - channels]
      const up = y === 0 ? 0 : pixels[row + x - stride]
      const corner = x < channels || y === 0 ? 0 : pixels[row + x - stride - channels]
      pixels[row + x] = raw[source + x] + predicted(filter, left, up, corner)
    }
  }
  return pixels
}

function predicted(filter, left, up, corner) {
  if (filter === 0) return 0
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  const toLeft = Math.abs(up - corner)
  const toUp = Math.abs(left - corner)
  const toCorner = Math.abs(left + up - 2 * corner)
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}
