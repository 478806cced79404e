const fixes = {
  theme: 'say "light", "dark" or "auto"',
  color: 'write a color such as "#c2410c" or "rgb(194, 65, 12)"',
  length: 'write a length from 0 to 999 in px, rem or em, such as "12px"',
  font: 'write names of fonts with commas between them, such as "Inter, sans-serif"',
}

/** What was left out of an appearance. */
export interface Refused {
  readonly why: keyof typeof fixes | 'unread' | 'unknown'
  readonly name?: string
  readonly value?: string
  readonly nearest?: string
}

/** For the console of a page that sets an appearance. */
export const appearance = {
  refused: ({ why, name = '', value = '', nearest = '' }: Refused) => {
    if (why === 'unread')
      return 'tierkit: the appearance is left out: it is not an object or its JSON. Write {"theme": "dark", "variables": {"colorAccent": "#c2410c"}}.'
    if (why === 'unknown')
      return `tierkit: the appearance has no “${name}”, so it is left out: ${nearest ? `did you mean “${nearest}”?` : 'docs/elements/tokens.md lists what there is.'}`
    return `tierkit: ${name} “${value}” is left out of the appearance: ${fixes[why]}.`
  },
}

export type AppearanceWords = typeof appearance
