/** A text in GB18030, which platforms decode and do not encode: its pairs of bytes are asked of the decoder, once. */
let pairs: Map<string, readonly [number, number]> | null = null

export const gb18030 = (text: string): Uint8Array => {
  pairs ??= allPairs()
  const bytes: number[] = []
  for (const letter of text) {
    if (letter < '\u0080') bytes.push(letter.charCodeAt(0))
    else bytes.push(...pairs.get(letter)!)
  }
  return Uint8Array.from(bytes)
}

const allPairs = (): Map<string, readonly [number, number]> => {
  const found = new Map<string, readonly [number, number]>()
  const decoder = new TextDecoder('gb18030')
  for (let first = 0x81; first < 0xff; first++)
    for (let second = 0x40; second < 0xff; second++) {
      if (second === 0x7f) continue
      const letter = decoder.decode(Uint8Array.from([first, second]))
      if (letter.length === 1) found.set(letter, [first, second])
    }
  return found
}
