// Doc blocks as the manifest and the docs read them: the text, and tags with a name, a type, a default and a meaning.

/** The doc blocks of a source, in order: `{ text, tags, end }`, where `end` is the place behind the block. */
export function docsOf(source) {
  return [...source.matchAll(/\/\*\*([\s\S]*?)\*\//g)].map((found) => ({
    ...docOf(found[1]),
    end: found.index + found[0].length,
  }))
}

/** One block, without its marks. */
export function docOf(block) {
  const lines = block.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
  const tags = {}
  const text = []
  let last = null
  for (const line of lines) {
    const tag = /^@(\w+)\s*(.*)$/.exec(line)
    if (tag) {
      last = { line: tag[2] }
      ;(tags[tag[1]] ??= []).push(last)
    } else if (line === '') last = null
    else if (last) last.line += ` ${line}`
    if (!tag && !last) text.push(line)
  }
  for (const list of Object.values(tags)) list.forEach((one) => Object.assign(one, partsOf(one.line)))
  const joined = text.join('\n').trim()
  return { text: joined.replace(/(\S)\n(?=\S)/g, '$1 '), tags }
}

/** `{type} [name=default] - text`; type and default may be absent, and so may the name. `task-<id>` stands for a name a task. */
function partsOf(line) {
  const parts = /^(?:\{(.*?)\}(?=\s))?\s*(?:\[([\w-]+)=(.*?)\](?= |$)|([\w<>-]*))\s*(?:- (.*))?$/.exec(line)
  if (!parts) return { name: '', type: '', default: '', text: line }
  const [, type = '', defaulted, value = '', plain = '', text = ''] = parts
  // `@slot - the page`: the slot without a name
  return { name: defaulted ?? (plain === '-' ? '' : plain), type, default: value, text }
}
