import { describe, expect, it } from 'vitest'
import { variableKinds, tokenOf } from '../../src/theme/appearance.js'
import {
  appearanceOf,
  cssOf,
  hexOf,
  jsonOf,
  lookIn,
  measuredOf,
  mixed,
  presets,
  queryOf,
  ratioOf,
  type Look,
} from '../../demo/theme/look.js'

describe('a look of the theme editor', () => {
  it('sets nothing where it is what elements look like anyway', () => {
    expect(appearanceOf(presets.light)).toEqual({ theme: 'light', variables: {} })
    expect(appearanceOf(presets.dark)).toEqual({ theme: 'dark', variables: {} })
  })

  it('is one color where only the accent differs', () => {
    expect(appearanceOf({ ...presets.light, accent: '#c2410c' }).variables).toEqual({
      colorAccent: '#c2410c',
    })
  })

  it('names only tokens that there are', () => {
    const look: Look = { ...presets.warm, density: 'compact', font: 'serif' }
    const names = Object.keys(appearanceOf(look).variables!)
    expect(names.length).toBeGreaterThan(10)
    for (const name of names) expect([...variableKinds.keys()]).toContain(name)
  })

  it('says the same as CSS and as JSON', () => {
    const look: Look = { ...presets.warm, density: 'roomy', font: 'system' }
    const { theme, variables } = JSON.parse(jsonOf(look)) as {
      theme: string
      variables: Record<string, string>
    }
    const rows = Object.keys(variables).map((name) => `  ${tokenOf(name)}: ${variables[name]};`)
    expect(cssOf(look)).toBe(['tk-provider {', `  color-scheme: ${theme};`, ...rows, '}'].join('\n'))
  })

  it('keeps its faintest text readable wherever its text is', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff']
    let seen = 0
    for (const a of steps)
      for (const b of steps)
        for (const text of ['#000000', '#ffffff', '#3a2f1d']) {
          const look: Look = { ...presets.light, surface: `#${a}${b}${a}`, text }
          const { colorTextSubtle, colorTextMuted, colorHover } = appearanceOf(look).variables!
          if (!colorTextSubtle || ratioOf(text, colorHover!) < 4.6) continue
          seen++
          expect(ratioOf(colorTextSubtle, look.surface)).toBeGreaterThanOrEqual(4.5)
          expect(ratioOf(colorTextMuted!, colorHover!)).toBeGreaterThanOrEqual(4.5)
        }
    expect(seen).toBeGreaterThan(30)
  })

  it('measures what is read and what is drawn', () => {
    const of = (look: Look) => Object.fromEntries(measuredOf(look).map(({ id, ratio }) => [id, ratio]))
    for (const preset of Object.values(presets))
      for (const { id, ratio, mark } of measuredOf(preset)) expect(ratio, id).toBeGreaterThanOrEqual(mark)
    expect(of({ ...presets.light, text: '#ffffff' })['text']).toBe(1)
    expect(of({ ...presets.light, accent: '#ffd43b' })['accent']).toBeLessThan(3)
  })

  it('comes back from its address', () => {
    const look: Look = {
      accent: '#c2410c',
      surface: '#101418',
      text: '#f0f0f0',
      radius: 0,
      density: 'compact',
      font: 'mono',
    }
    expect(lookIn(new URLSearchParams(queryOf(look)))).toEqual(look)
    expect(queryOf(presets.light)).toEqual({})
    const wrong = new URLSearchParams('accent=red&radius=99&density=toString&font=__proto__&text=12')
    expect(lookIn(wrong)).toEqual(presets.light)
  })

  it('reads colors as people type them', () => {
    expect([hexOf('#ABC'), hexOf('c2410c'), hexOf(' #14171F ')]).toEqual(['#aabbcc', '#c2410c', '#14171f'])
    expect([hexOf(''), hexOf('#12'), hexOf('teal')]).toEqual([null, null, null])
    expect(mixed('#000000', '#ffffff', 0.5)).toBe('#808080')
  })
})
