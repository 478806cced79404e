/** Where a file of the repository stands on the site, and how one page says the way to another. */
import { existsSync, statSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { served } from './contents.js'

/** The repository's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** `docs/start/react.md` is `start/react.html`; what lies outside docs/, or is no Markdown, is shown below `source/`. */
export function urlOf(file: string): string {
  if (!file.startsWith('docs/') || !file.endsWith('.md')) return `source/${file}.html`
  return file
    .slice('docs/'.length)
    .replace(/README\.md$/, 'index.md')
    .replace(/\.md$/, '.html')
}

/** The file that a page of the site shows; null where there is none. */
export function fileOf(url: string): string | null {
  const source = /^source\/(.+)\.html$/.exec(url)?.[1]
  const page = `docs/${url.replace(/\.html$/, '.md')}`
  const file = source ?? page.replace(/(^|\/)index\.md$/, '$1README.md')
  return isShown(file) ? file : null
}

/** What may be shown: a file of the repository that is neither hidden nor installed. */
export function isShown(file: string): boolean {
  if (file.split('/').some((part) => part.startsWith('.') || part === 'node_modules')) return false
  return existsSync(root + file) && statSync(root + file).isFile()
}

/** From one page to another, or to a file below `files/`: relative, so that the site may lie anywhere. */
export function way(from: string, to: string): string {
  return posix.relative(posix.dirname(`/${from}`), `/${to}`) || posix.basename(to)
}

/** A link as Markdown has it, as the site has it; null where it leads to a folder, which the site does not show. */
export function linkOf(href: string, file: string): { href: string; to: string | null } | null {
  if (/^[a-z]+:/.test(href) || href.startsWith('#')) return { href, to: null }
  const [path = '', anchor] = href.split('#')
  let to = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
  if (existsSync(root + to) && statSync(root + to).isDirectory()) {
    if (!isShown(`${to}/README.md`)) return null
    to = `${to}/README.md`
  }
  if (!isShown(to)) throw new Error(`${file} links to ${href}, and there is no ${to}`)
  return { href: way(urlOf(file), urlOf(to)) + (anchor ? `#${anchor}` : ''), to }
}

/** A picture, as the site has it. */
export function pictureOf(src: string, file: string): string {
  const path = posix.normalize(posix.join(posix.dirname(file), src))
  const name = Object.keys(served).find((one) => served[one] === path)
  if (!name) throw new Error(`${file} shows ${src}: name it in docs/site/contents.ts`)
  return way(urlOf(file), `files/${name}`)
}
