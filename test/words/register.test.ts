import { afterEach, describe, expect, it, vi } from 'vitest'
import { daysLeft, formatDate, formatRange, inDays, zoneName } from '../../src/words/date.js'
import { elementWords } from '../../src/words/element.js'
import { sayIssue } from '../../src/words/issues.js'
import { isRtl, languageOf, localeOf, textOf, whenRegistered } from '../../src/words/locale.js'
import { formatMinutes, formatNumber } from '../../src/words/number.js'
import { registerLocale } from '../../src/words/register.js'
import { ladderWords } from '../../src/words/tier-ladder.js'

const warned = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
afterEach(() => warned.mockClear())

describe('a registered language', () => {
  it('is spoken for its tag and for those below it', () => {
    expect(localeOf('sv-FI')).toBe('en')
    registerLocale('sv', { element: { retry: 'Försök igen' } })
    expect(localeOf('sv')).toBe('sv')
    expect(localeOf('sv_FI')).toBe('sv')
    expect(localeOf('SV')).toBe('sv')
    expect(localeOf('en-GB')).toBe('en')
    expect(elementWords('sv').retry).toBe('Försök igen')
  })

  it('in traditional signs is spoken to all who read them, and to no one else', () => {
    registerLocale('zh-TW', { element: { retry: '重試' } }, { fallback: 'zh-CN' })
    expect(['zh-TW', 'zh-Hant', 'zh-HK', 'zh-Hant-MO'].map(localeOf)).toEqual(Array(4).fill('zh-TW'))
    expect(['zh', 'zh-CN', 'zh-Hans', 'zh-SG'].map(localeOf)).toEqual(Array(4).fill('zh-CN'))
    expect(elementWords('zh-TW').seen).toBe('知道了')
  })

  it('falls back key by key, in tables too, and warns of each missing name once', () => {
    registerLocale('da', { 'tier-ladder': { title: 'Niveau', states: { here: 'dit niveau' } } })
    const word = ladderWords('da')
    expect(word.title).toBe('Niveau')
    expect(word.states).toEqual({ passed: 'passed', here: 'dit niveau', above: 'not reached' })
    expect(word.since('1 Sep')).toBe('since 1 Sep')
    ladderWords('da')
    registerLocale('da', { 'tier-ladder': { title: 'Trin' } })
    expect(ladderWords('da').title).toBe('Trin')
    expect(warned.mock.calls.map(([text]) => String(text).slice(0, 62))).toEqual(
      [
        'tierkit: no words in da, so en is shown: tier-ladder.compare, t',
        'tierkit: no words in da, so en is shown: tier-ladder.states',
      ].map((text) => text.slice(0, 62)),
    )
    expect(String(warned.mock.calls[0])).toContain('tier-ladder.states.passed')
    expect(String(warned.mock.calls[0])).not.toContain('tier-ladder.title')
  })

  it('without any of an owner’s words is warned of by the owner’s name alone', () => {
    registerLocale('fi', {})
    expect(ladderWords('fi').title).toBe('Tier')
    ladderWords('fi')
    expect(warned.mock.calls).toEqual([['tierkit: no words in fi, so en is shown: tier-ladder']])
  })

  it('takes a word of the wrong kind for a missing one', () => {
    registerLocale('nb', { element: { asOf: 'per i dag' as never } })
    expect(elementWords('nb').asOf('1 Sep')).toBe('as of 1 Sep')
    expect(String(warned.mock.calls[0])).toContain('element.asOf')
  })

  it('may fall back on another registered one, which may come later', () => {
    registerLocale('gsw', { element: { seen: 'Verstande' } }, { fallback: 'de' })
    registerLocale('de', { element: { retry: 'Erneut versuchen' } }, { fallback: 'zh-CN' })
    expect(elementWords('gsw').seen).toBe('Verstande')
    expect(elementWords('gsw').retry).toBe('Erneut versuchen')
    expect(elementWords('gsw').loading).toBe('加载中')
    expect(languageOf('gsw')).toBe('zh-CN')
    expect(textOf({ en: 'Gold', 'zh-CN': '黄金' }, 'gsw')).toBe('黄金')
    expect(textOf({ en: 'Gold', 'zh-CN': '黄金', de: 'Gold (de)' } as never, 'gsw')).toBe('Gold (de)')
  })

  it('says dates and numbers as Intl does, and ranges of days by their last one', () => {
    registerLocale('de', {})
    const at = { locale: 'de', zone: 'Asia/Shanghai', now: '2026-11-21T09:30:00+08:00' }
    expect(formatDate('2026-11-30T00:00:00+08:00', { ...at, style: 'day' })).toBe('30. Nov.')
    expect(formatDate('2027-01-01T00:00:00+08:00', { ...at, style: 'day' })).toBe('1. Jan. 2027')
    expect(formatDate('2026-11-21T09:30:00+08:00', { ...at, style: 'dayTime' })).toBe('21. Nov., 09:30')
    expect(formatDate('2026-11-21T09:30:00+08:00', { ...at, style: 'sheet' })).toBe('2026-11-21 09:30')
    expect(formatDate('2026-11-21T09:30:00+08:00', { ...at, zone: 'Nowhere/None', style: 'month' })).toBe('November 2026') // prettier-ignore
    expect(formatRange('2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00', at)).toBe('1.–30. Nov.')
    expect(formatRange('2026-11-01T00:00:00+08:00', '2026-11-02T00:00:00+08:00', at)).toBe('1. Nov.')
    expect(inDays('2026-11-22T09:30:00+08:00', at.now, at.zone, 'de')).toBe('morgen')
    expect(formatNumber(1234567.5, 'number', at)).toBe('1.234.567,5')
    expect(formatNumber(1, 'days', at)).toBe('1 Tag')
    expect(formatNumber(9, 'months', at)).toBe('9 Monate')
    expect(formatNumber(2.8125, 'percent', at)).toBe('2,8\u00a0%')
    expect(formatNumber(123456, 'money', { ...at, currency: 'EUR' })).toBe('1.234,56\u00a0€')
  })

  it('says what Intl does not by its own words', () => {
    const date = { daysLeft: (days: number) => `noch ${days} T.`, lastDay: 'letzter Tag', zone: (city: string) => `Zeit in ${city}` } // prettier-ignore
    registerLocale('de', { date, number: { yes: 'ja', aboutHours: (hours) => `etwa ${hours} Std.` } })
    const now = '2026-11-21T09:30:00+08:00'
    expect(daysLeft('2026-11-30T00:00:00+08:00', now, 'Asia/Shanghai', 'de')).toBe('noch 9 T.')
    expect(daysLeft(now, now, 'Asia/Shanghai', 'de')).toBe('letzter Tag')
    expect(zoneName('America/New_York', 'de')).toBe('Zeit in New York')
    expect(formatNumber(1, 'flag', { locale: 'de' })).toBe('ja')
    expect(formatMinutes(150, 'de')).toBe('etwa 2,5 Std.')
  })

  it('says of an issue only the sentence it has', () => {
    registerLocale('de', { issues: { circular: () => ['Kreis.', 'Regel.', 'Fix.'] } })
    expect(sayIssue({ code: 'circular', path: [], params: {} }, 'de')).toEqual({ text: 'Kreis. Regel.', fix: 'Fix.', path: '' }) // prettier-ignore
    expect(sayIssue({ code: 'unreachable', path: [], params: {} }, 'de').text).toBe(
      sayIssue({ code: 'unreachable', path: [], params: {} }, 'en').text,
    )
  })

  it('reads from right to left where its script does', () => {
    for (const tag of ['ar', 'he-IL', 'fa', 'ur', 'az-Arab']) {
      registerLocale(tag, {})
      expect(isRtl(tag), tag).toBe(true)
    }
    for (const tag of ['de', 'ur-Latn', 'arn']) {
      registerLocale(tag, {})
      expect(isRtl(tag), tag).toBe(false)
    }
    registerLocale('ks', {}, { rtl: true })
    expect(isRtl('ks')).toBe(true)
  })

  it('of the kit’s own languages changes some words and keeps the others, without a warning', () => {
    registerLocale('zh-CN', { element: { retry: '再试一次' } })
    expect(elementWords('zh-CN').retry).toBe('再试一次')
    expect(elementWords('zh-CN').seen).toBe('知道了')
    expect(formatDate('2026-11-30T00:00:00Z', { locale: 'zh-CN', zone: 'UTC', style: 'dayYear' })).toBe('2026年11月30日') // prettier-ignore
    expect(warned.mock.calls).toEqual([])
  })

  it('is told to those who show words, until they no longer listen', () => {
    let times = 0
    const stop = whenRegistered(() => times++)
    registerLocale('it', {})
    stop()
    registerLocale('it', {})
    expect(times).toBe(1)
  })

  it('is refused where its tag is none, and where its fallbacks lead back to it', () => {
    expect(() => registerLocale('not a tag', {})).toThrow(RangeError)
    registerLocale('pt', {}, { fallback: 'pt-BR' })
    expect(() => registerLocale('pt-BR', {}, { fallback: 'pt' })).toThrow('lead back')
    expect(localeOf('pt-BR')).toBe('pt')
  })
})
