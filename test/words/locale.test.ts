import { describe, expect, it } from 'vitest'
import { localeOf, pick, textOf } from '../../src/words/locale.js'

describe('the language to speak', () => {
  it.each([
    ['zh-CN', 'zh-CN'],
    ['zh', 'zh-CN'],
    ['zh_CN', 'zh-CN'],
    ['ZH-hans-SG', 'zh-CN'],
    ['zh-TW', 'zh-CN'],
    ['en', 'en'],
    ['en-GB', 'en'],
    ['de', 'en'],
    ['zhx', 'en'],
    ['', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ] as const)('lang %j speaks %s', (lang, locale) => {
    expect(localeOf(lang)).toBe(locale)
  })

  it('reads a text in the language asked for', () => {
    expect(textOf({ en: 'Gold', 'zh-CN': '黄金' }, 'zh-CN')).toBe('黄金')
    expect(textOf({ en: 'Gold', 'zh-CN': '黄金' }, 'en')).toBe('Gold')
  })

  it('falls back to the other language where a text is empty', () => {
    expect(textOf({ en: '', 'zh-CN': '黄金' }, 'en')).toBe('黄金')
    expect(textOf({ en: 'Gold', 'zh-CN': '' }, 'zh-CN')).toBe('Gold')
  })

  it('picks by language', () => {
    expect(pick({ en: 1, 'zh-CN': 2 }, 'zh-CN')).toBe(2)
  })
})
