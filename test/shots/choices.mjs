// Which shots there are, by what can be chosen of each kind, and the share of them that is compared.

export const kinds = ['element', 'view', 'state', 'width', 'lang', 'dir', 'theme']

/** `score-gauge-plain-ready-390-en-ltr-light`: the name of a shot, and of its picture. */
export const nameOf = (shot) => kinds.map((kind) => shot[kind]).join('-')

/** What takes this shot and no other: `element=score-gauge state=ready ...`. */
export const argumentsOf = (shot) => kinds.map((kind) => `${kind}=${shot[kind]}`).join(' ')

/** Every shot of what is wanted; a view only of the elements that have it. */
export function shotsOf(wanted, views) {
  const all = kinds.reduce(
    (made, kind) => made.flatMap((shot) => wanted[kind].map((value) => ({ ...shot, [kind]: value }))),
    [{}],
  )
  return all.filter(({ element, view }) => view === 'plain' || views[element]?.includes(view))
}

/**
 * Every element in every state twice and every view in some, with the widths, languages, directions and themes dealt
 * out so that each meets each: 152 of some 3,600.
 */
export function shareOf({ choices, views }) {
  const { element: elements, state: states, width: widths } = choices
  const dealt = (place) => {
    const at = (kind, every) => choices[kind][Math.floor(place / every) % choices[kind].length]
    return { width: at('width', 1), lang: at('lang', 2), dir: at('dir', 3), theme: at('theme', 5) }
  }
  const plain = elements.flatMap((element, row) =>
    states.flatMap((state, column) =>
      [0, 1].map((turn) => {
        // from one turn to the next every kind changes, and not the same way in each row
        const place = 2 * column + turn + 7 * row
        return { element, view: 'plain', state, ...dealt(place) }
      }),
    ),
  )
  const others = Object.entries(views).flatMap(([element, [view]]) =>
    widths.map((width, place) => ({
      element,
      view,
      state: 'ready',
      ...dealt(3 * place),
      width,
    })),
  )
  const named = new Map([...plain, ...others].map((shot) => [nameOf(shot), shot]))
  return [...named.values()]
}
