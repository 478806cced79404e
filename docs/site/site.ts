/** What a page of the docs does by itself: themes, the menu of narrow screens, copying, the outline, and the live examples. */
import type { TkProvider } from '../../src/elements/provider.js'

/** The instant at which the examples' merchants stand: their logs end there. */
const nowMs = Date.parse('2026-11-21T10:30:00+01:00')

const kept = {
  read: (name: string): string | null => {
    try {
      return localStorage.getItem(`tierkit-docs-${name}`)
    } catch {
      return null // a frame of another site has no storage
    }
  },
  write: (name: string, value: string): void => {
    try {
      localStorage.setItem(`tierkit-docs-${name}`, value)
    } catch {
      // then it holds for this page alone
    }
  },
}

function theme(): void {
  const select = document.querySelector<HTMLSelectElement>('#theme')!
  const chosen = kept.read('theme') ?? 'auto'
  select.value = ['light', 'dark'].includes(chosen) ? chosen : 'auto'
  select.addEventListener('change', () => {
    kept.write('theme', select.value === 'auto' ? '' : select.value)
    if (select.value === 'auto') document.documentElement.removeAttribute('data-theme')
    else document.documentElement.dataset.theme = select.value
  })
}

function menu(): void {
  const button = document.querySelector<HTMLButtonElement>('#menu')!
  const sidebar = document.querySelector<HTMLElement>('#sidebar')!
  const open = (isOpen: boolean): void => {
    button.setAttribute('aria-expanded', String(isOpen))
    sidebar.classList.toggle('is-open', isOpen)
    document.body.classList.toggle('has-menu', isOpen)
  }
  button.addEventListener('click', () => open(button.getAttribute('aria-expanded') !== 'true'))
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return
    open(false)
    button.focus()
  })
  // the page one is on stands in the middle of a long list
  const current = sidebar.querySelector<HTMLElement>('[aria-current]')
  if (current) sidebar.scrollTop = current.offsetTop - sidebar.clientHeight / 2
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const label = button.querySelector('span')!
  const code = button.parentElement!.querySelector('code')!
  try {
    await navigator.clipboard.writeText(code.textContent ?? '')
    label.textContent = 'Copied'
  } catch {
    getSelection()?.selectAllChildren(code)
    label.textContent = 'Press Ctrl+C'
  }
  setTimeout(() => (label.textContent = 'Copy'), 2000)
}

/** Marks the heading that is being read. */
function outline(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.outline a')]
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
  if (links.length === 0) return
  const mark = (): void => {
    const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2
    const passed = headings.filter(
      (heading) => (heading?.getBoundingClientRect().top ?? Infinity) < 120,
    ).length
    const at = isAtEnd && scrollY > 0 ? links.length - 1 : passed - 1
    links.forEach((link, place) => {
      if (place === at) link.setAttribute('aria-current', 'true')
      else link.removeAttribute('aria-current')
    })
  }
  addEventListener('scroll', mark, { passive: true })
  mark()
}

async function examples(): Promise<void> {
  const lives = [...document.querySelectorAll<HTMLElement>('.live')]
  const playground = document.querySelector<HTMLElement>('#theme-playground')
  if (lives.length === 0 && !playground) return
  for (const live of lives)
    for (const provider of live.querySelectorAll<TkProvider>('tk-provider')) provider.now = () => nowMs
  const select = document.querySelector<HTMLSelectElement>('#language')
  const speak = (lang: string): void => lives.forEach((live) => (live.lang = lang))
  if (select) {
    select.value = kept.read('language') === 'zh-CN' ? 'zh-CN' : 'en'
    select.addEventListener('change', () => {
      kept.write('language', select.value)
      speak(select.value)
    })
    speak(select.value)
  }
  await import('../../src/define.js')
  if (playground) (await import('./playground.js')).mount(playground, nowMs)
}

theme()
menu()
outline()
document.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.copy') : null
  if (button) void copy(button)
})
void examples()
