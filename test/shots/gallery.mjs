// The gallery: one page with all pictures that are in the folder, which shows those that are chosen, side by side.
// What is chosen is in the address, so that a link shows the same.
import { kinds } from './choices.mjs'

/** The element and the language have dashes of their own, so a name is read from both of its ends. */
const nameParts = /^(.+)-([^-]+)-([^-]+)-(\d+)-(en|zh-CN)-(ltr|rtl)-(light|dark)\.png$/

export function galleryOf(files, choices) {
  const pictures = files.flatMap((file) => {
    const parts = nameParts.exec(file)
    return parts
      ? [Object.fromEntries([['file', file], ...kinds.map((kind, at) => [kind, parts[at + 1]])])]
      : []
  })
  const order = (kind) => (value) => {
    const place = (choices[kind] ?? []).indexOf(value)
    return place < 0 ? Infinity : place
  }
  const values = Object.fromEntries(
    kinds.map((kind) => {
      const placed = order(kind)
      const all = [...new Set(pictures.map((picture) => picture[kind]))]
      const sorted = kind === 'width' ? (a, b) => a - b : (a, b) => placed(a) - placed(b)
      return [kind, all.sort(sorted)]
    }),
  )
  const places = new Map(kinds.flatMap((kind) => values[kind].map((value, at) => [`${kind} ${value}`, at])))
  const compared = (a, b) => {
    for (const kind of kinds) {
      const by = places.get(`${kind} ${a[kind]}`) - places.get(`${kind} ${b[kind]}`)
      if (by !== 0) return by
    }
    return 0
  }
  const data = JSON.stringify({ kinds, values, pictures: pictures.sort(compared) }).replaceAll('<', '\\u003c')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>${style}</style>
<form></form>
<main></main>
<script type="application/json" id="data">${data}</script>
<script>(${runs})()</script>
</html>
`
}

const style = `
  body { margin: 0; font: 13px/20px system-ui, sans-serif; background: #d9dce1; color: #14171f }
  form { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 8px 16px; padding: 12px 16px; background: #fff; border-bottom: 1px solid #cdd2da }
  fieldset { display: flex; flex-wrap: wrap; gap: 4px; margin: 0; padding: 0; border: 0 }
  legend { float: left; margin-inline-end: 4px; color: #616b7a; padding: 2px 0 }
  label { padding: 2px 8px; border-radius: 4px; background: #eff1f4; cursor: pointer }
  label:has(:checked) { background: #2557d6; color: #fff }
  label:has(:focus-visible) { outline: 2px solid #14171f }
  input { position: absolute; opacity: 0 }
  output { margin-inline-start: auto; color: #616b7a }
  main { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 16px; padding: 16px }
  figure { margin: 0 }
  figcaption { max-width: 100%; color: #505866 }
  img { display: block; max-width: 100% }`

/** Runs in the gallery. Nothing chosen of a kind: all of it. */
function runs() {
  const { kinds, values, pictures } = JSON.parse(document.getElementById('data').textContent)
  const form = document.querySelector('form')
  const main = document.querySelector('main')
  const query = new URLSearchParams(location.search)
  const output = document.createElement('output')
  for (const kind of kinds) {
    const set = document.createElement('fieldset')
    set.append(Object.assign(document.createElement('legend'), { textContent: kind }))
    for (const value of values[kind]) {
      const label = document.createElement('label')
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', name: kind, value })
      // a first look: one picture of each element and state
      const first = kind !== 'element' && kind !== 'state' && value === values[kind][0]
      box.checked = location.search ? query.getAll(kind).includes(value) : first
      label.append(box, value)
      set.append(label)
    }
    form.append(set)
  }
  form.append(output)
  form.addEventListener('change', show)
  form.addEventListener('submit', (event) => event.preventDefault())
  show()

  function show(event) {
    const chosen = new FormData(form)
    const wanted = pictures.filter((picture) =>
      kinds.every((kind) => !chosen.has(kind) || chosen.getAll(kind).includes(picture[kind])),
    )
    output.textContent = `${wanted.length} of ${pictures.length}`
    main.replaceChildren(...wanted.map(figureOf))
    if (event) {
      const text = new URLSearchParams(chosen).toString()
      // an empty address is the first look
      history.replaceState(null, '', `?${text || 'all'}`)
    }
  }

  function figureOf(picture) {
    const figure = document.createElement('figure')
    const caption = kinds.map((kind) => picture[kind]).filter((value) => value !== 'plain')
    const image = Object.assign(document.createElement('img'), {
      src: picture.file,
      width: Number(picture.width) + 32,
      loading: 'lazy',
      alt: caption.join(' '),
    })
    figure.append(
      image,
      Object.assign(document.createElement('figcaption'), { textContent: caption.join(' · ') }),
    )
    return figure
  }
}
