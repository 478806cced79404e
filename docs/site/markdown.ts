/** Markdown as the site shows it. A block `html live` is shown as code and stands in the page as what it is: the elements come from the sources. */
import { Lexer, Parser, Renderer, type Tokens } from 'marked'
import { escapeHtml, highlighted } from './highlight.js'
import { linkOf, pictureOf, urlOf, way } from './places.js'

export interface Heading {
  readonly id: string
  readonly html: string
  readonly depth: number
}
export interface Written {
  readonly title: string
  readonly html: string
  readonly outline: readonly Heading[]
  /** Files of the repository that it links to. */
  readonly linked: readonly string[]
}

const plain = (html: string): string => html.replace(/<[^>]*>/g, '')

/** An id as code hosts make it, so that a link leads to the same heading there and here. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/&[a-z]+;/g, '')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')
}

const icon = (name: string): string =>
  `<svg class="icon" aria-hidden="true"><use href="#icon-${name}"/></svg>`

export function codeBlock(code: string, language: string): string {
  const name = language === 'text' ? '' : `<span class="language">${escapeHtml(language)}</span>`
  const copy = `<button type="button" class="copy" aria-label="Copy the code">${icon('copy')}<span>Copy</span></button>`
  return `<div class="code">${name}${copy}<pre tabindex="0"><code>${highlighted(code, language)}</code></pre></div>\n`
}

/** What a live block puts into the page: `/program.json` is where the site keeps it, and the elements are there without a script. */
function liveOf(code: string, file: string): string {
  const here = code
    .replace(/<script type="module" src="[^"]*"><\/script>\n?/g, '')
    .replace(/="\/([\w.-]+\.json)"/g, (_, name: string) => `="${way(urlOf(file), `files/${name}`)}"`)
  return `<figure class="example">${codeBlock(code, 'html')}<div class="live">${here}</div></figure>\n`
}

class PageRenderer extends Renderer {
  readonly outline: Heading[] = []
  readonly linked: string[] = []
  private readonly file: string
  private readonly seen = new Map<string, number>()

  constructor(file: string) {
    super()
    this.file = file
  }

  override heading({ tokens, depth }: Tokens.Heading): string {
    const html = this.parser.parseInline(tokens)
    const slug = slugOf(plain(html))
    const times = this.seen.get(slug) ?? 0
    this.seen.set(slug, times + 1)
    const id = times > 0 ? `${slug}-${times}` : slug
    this.outline.push({ id, html: html.replace(/<\/?a\b[^>]*>/g, ''), depth })
    if (depth === 1) return `<h1 id="${id}">${html}</h1>\n`
    return `<h${depth} id="${id}">${html}<a class="anchor" href="#${id}" aria-label="Link to this heading">#</a></h${depth}>\n`
  }

  override code({ text, lang = '' }: Tokens.Code): string {
    const [language = '', ...more] = lang.split(/\s+/)
    return more.includes('live') ? liveOf(text, this.file) : codeBlock(text, language || 'text')
  }

  override link({ href, tokens }: Tokens.Link): string {
    const text = this.parser.parseInline(tokens)
    const link = linkOf(href, this.file)
    if (!link) return text
    if (link.to) this.linked.push(link.to)
    return `<a href="${escapeHtml(link.href)}">${text}</a>`
  }

  override image({ href, text }: Tokens.Image): string {
    return `<img vite-ignore src="${escapeHtml(pictureOf(href, this.file))}" alt="${escapeHtml(text)}">`
  }

  // wider than the page at times: it scrolls by itself, also by keyboard
  override table(token: Tokens.Table): string {
    return `<div class="table" role="region" aria-label="Table" tabindex="0">${super.table(token)}</div>\n`
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return text.replace(/<!--[\s\S]*?-->\n?/g, '')
  }
}

/** `file` is the path within the repository, from which links are resolved. */
export function written(text: string, file: string): Written {
  const renderer = new PageRenderer(file)
  const html = Parser.parse(new Lexer({ gfm: true }).lex(text), { renderer })
  const title = plain(renderer.outline.find(({ depth }) => depth === 1)?.html ?? file)
  return { title, html, outline: renderer.outline, linked: renderer.linked }
}

/** A file that is no Markdown, as a page: what links to sources and tables leads to. */
export function sourcePage(text: string, file: string): Written {
  const language = file.split('.').pop() ?? 'text'
  const html = `<h1>${escapeHtml(file)}</h1>\n${codeBlock(text.trimEnd(), language)}`
  return { title: file, html, outline: [], linked: [] }
}
