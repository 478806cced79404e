/** Lines of a query: what is short stands on one line, what is long is broken and set in. It knows texts and no SQL but its brackets. */

const WIDTH = 100

/** A text set in by two blanks, line by line. */
export const setIn = (text: string): string => `  ${text.split('\n').join('\n  ')}`

const fits = (text: string): boolean => text.length <= WIDTH && text.indexOf('\n') < 0

/** Parts with a word between them; where that is long, a line each, begun with the word. */
export const joined = (parts: readonly string[], word: string): string => {
  const line = parts.join(` ${word} `)
  if (fits(line)) return line
  return parts.map((part, place) => (place === 0 ? part : setIn(`${word} ${part}`))).join('\n')
}

/** Terms with their own sign between them; where that is long, a line each. */
export const summed = (terms: readonly { readonly sign: '+' | '-'; readonly text: string }[]): string => {
  const parts = terms.map(({ sign, text }, place) => (place === 0 ? text : `${sign} ${text}`))
  const line = parts.join(' ')
  return fits(line) ? line : parts.map((part, place) => (place === 0 ? part : setIn(part))).join('\n')
}

/** The first arm that holds; without `otherwise` nothing where none does. */
export const caseOf = (
  arms: readonly (readonly [when: string, then: string])[],
  otherwise?: string,
): string => {
  const parts = arms.map(([when, then]) => {
    const line = `WHEN ${when} THEN ${then}`
    return fits(line) ? line : `WHEN ${when}\n${setIn(`THEN ${then}`)}`
  })
  if (otherwise !== undefined) parts.push(`ELSE ${otherwise}`)
  const line = `CASE ${parts.join(' ')} END`
  return fits(line) ? line : ['CASE', ...parts.map(setIn), 'END'].join('\n')
}

/** A function's call, or a list in brackets. */
export const called = (name: string, args: readonly string[], [open, close] = ['(', ')']): string => {
  const line = `${name}${open}${args.join(', ')}${close}`
  return fits(line) ? line : [`${name}${open}`, setIn(args.join(',\n')), close].join('\n')
}
