/** How many letters must be changed, dropped, added or swapped with their neighbor to make `right` of `left`. */
function distanceOf(left: string, right: string): number {
  let before: number[] = []
  let row = [0]
  for (let j = 1; j <= right.length; j++) row.push(j)
  for (let i = 1; i <= left.length; i++) {
    const next = [i]
    for (let j = 1; j <= right.length; j++) {
      const differs = left[i - 1] === right[j - 1] ? 0 : 1
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + differs)
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[right.length] ?? 0
}

/** The name among `candidates` that was probably meant: the nearest within a third of its letters, capitals aside. Empty when none is near. */
export function nearestOf(name: string, candidates: readonly string[]): string {
  const small = name.slice(0, 64).toLowerCase()
  let nearest = ''
  let least = Infinity
  for (const candidate of candidates) {
    const distance = distanceOf(small, candidate.slice(0, 64).toLowerCase())
    if (
      distance < least &&
      distance <= Math.max(1, Math.floor(Math.max(small.length, candidate.length) / 3))
    ) {
      least = distance
      nearest = candidate
    }
  }
  return nearest
}
