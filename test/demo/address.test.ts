import { describe, expect, it } from 'vitest'
import { searchOf, shownIn, states, themes, type Merchants } from '../../demo/address.js'
import { partsOf, snippetOf } from '../../demo/embed.js'

const merchants: Merchants = {
  'store-score': [{ id: 'lotus-kitchen' }, { id: 'jade-garden' }],
  'marketplace-membership': [{ id: 'harbor-books' }, { id: 'fern-stationers' }],
  'growth-pyramid': [{ id: 'clear-spring' }],
  'organization-index': [{ id: 'open-field' }],
}

describe('the address of what is on screen', () => {
  it('shows the first merchant of the first program, in the language spoken, when it says nothing', () => {
    expect(shownIn('', merchants, 'zh-CN')).toEqual({
      program: 'store-score',
      merchant: 'lotus-kitchen',
      source: 'page',
      state: 'live',
      theme: 'auto',
      lang: 'zh-CN',
    })
  })
  it('is read back as it was written, for every state and theme', () => {
    for (const state of states)
      for (const theme of themes) {
        const shown = {
          program: 'marketplace-membership',
          merchant: 'fern-stationers',
          source: 'page',
          state,
          theme,
          lang: 'en',
        } as const
        expect(shownIn(searchOf(shown), merchants, 'zh-CN')).toEqual(shown)
      }
  })
  it('shows what is there where the data is behind the server', () => {
    const shown = shownIn('?source=server&state=error', merchants, 'en')
    expect(shown).toMatchObject({ source: 'server', state: 'live' })
    expect(shownIn(searchOf(shown), merchants, 'zh-CN')).toEqual(shown)
  })
  it('takes a merchant of another program for left out', () => {
    expect(shownIn('?program=store-score&merchant=harbor-books', merchants, 'en').merchant).toBe(
      'lotus-kitchen',
    )
  })
  it('finds the program of a merchant that is named alone', () => {
    expect(shownIn('?merchant=harbor-books', merchants, 'en').program).toBe('marketplace-membership')
  })
  it('takes what it does not know for left out', () => {
    const shown = shownIn('?program=x&merchant=y&state=z&theme=w&lang=fr', merchants, 'zh-CN')
    expect(shown).toMatchObject({
      program: 'store-score',
      merchant: 'lotus-kitchen',
      state: 'live',
      theme: 'auto',
      lang: 'en',
    })
  })
})

describe('the snippet', () => {
  const shown = shownIn('?merchant=jade-garden', merchants, 'en')
  it('names the two documents on screen and the five elements', () => {
    const html = snippetOf(shown)
    expect(html).toContain('program="/programs/store-score.json" merchant="/merchants/jade-garden.json"')
    expect(html.match(/<tk-[\w-]+/g)).toHaveLength(6)
    expect(html.split('\n')[0]).toBe('<script type="module" src="tierkit.min.js"></script>')
  })
  it('is colored without losing a character', () => {
    const html = snippetOf(shown)
    const parts = partsOf(html)
    expect(parts.map(([, text]) => text).join('')).toBe(html)
    expect(parts).toContainEqual(['name', 'merchant'])
    expect(parts).toContainEqual(['text', '"/merchants/jade-garden.json"'])
    expect(parts).toContainEqual(['tag', '<tk-provider'])
  })
})
