/** A query as lines of colored pieces: comments, texts, names in quotes, numbers, words of SQL, functions. It knows no grammar. */
export type TokenKind = 'comment' | 'text' | 'name' | 'number' | 'word' | 'call' | 'plain'
export interface Token {
  readonly kind: TokenKind
  readonly text: string
}

const words = new Set(
  (
    'with as select from where and or not in is null case when then else end left join on group order by desc asc count sum true false over ' +
    'partition range between filter distinct settings offset cast interval nulls last first lambda collate'
  ).split(' '),
)
// a number may end in a type: 0.5::float8 is a number and its cast
const pieces =
  /--.*|'(?:[^']|'')*'|"(?:[^"]|"")*"|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*(?=\()|[A-Za-z_]\w*|\s+|[^\sA-Za-z_0-9'"-]+|-/gy

const kindOf = (text: string, next: string): TokenKind => {
  if (text.indexOf('--') === 0) return 'comment'
  if (text.charAt(0) === "'") return 'text'
  if (text.charAt(0) === '"') return 'name'
  if (/^\d/.test(text)) return 'number'
  if (!/^[A-Za-z_]/.test(text)) return 'plain'
  if (words.has(text.toLowerCase())) return 'word'
  return next === '(' ? 'call' : 'plain'
}

/** The pieces of one line; together they are the line. */
export const tokensOf = (line: string): Token[] => {
  const tokens: Token[] = []
  pieces.lastIndex = 0
  for (let found = pieces.exec(line); found !== null; found = pieces.exec(line)) {
    const [text] = found
    const kind = kindOf(text, line.charAt(pieces.lastIndex))
    const last = tokens[tokens.length - 1]
    if (last && last.kind === kind && kind === 'plain')
      tokens[tokens.length - 1] = { kind, text: last.text + text }
    else tokens.push({ kind, text })
    if (pieces.lastIndex >= line.length) break
  }
  return tokens
}
