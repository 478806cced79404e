import { describe, expect, it, test } from 'vitest'
import { catalogue, type Issue, type IssueCode } from '../../src/schema/issues.js'
import { parseJson } from '../../src/schema/json.js'
import { defaultLimits } from '../../src/schema/limits.js'
import { program } from '../../src/schema/program.js'
import { readText } from '../../src/schema/read.js'
import { documentIssues } from '../../src/words/document-issues.js'
import { sayIssue } from '../../src/words/issues.js'
import { requestIssues } from '../../src/words/request-issues.js'
import { pathText } from '../../src/words/said-issue.js'
import { wholeLanguage } from '../schema/whole-language.js'

const en = { ...documentIssues.en, ...requestIssues.en }
const zhCN = { ...documentIssues['zh-CN'], ...requestIssues['zh-CN'] }
const codes = Object.keys(catalogue) as IssueCode[]
const issue = (code: IssueCode, params: Issue['params'] = {}, path: Issue['path'] = []): Issue => ({
  code,
  path,
  params,
})
const said = (one: Issue) =>
  (['en', 'zh-CN'] as const).map((locale) => {
    const { text, fix } = sayIssue(one, locale)
    return `${text} → ${fix}`
  })

describe('the words of every code', () => {
  /** A param that can be seen again in the sentence: words and numbers that stand for themselves. */
  const sample = (name: string): string | number => samples[name] ?? `the-${name}`
  const samples: Record<string, string | number> = { bytes: 2_000_000, limit: 64, times: 7, need: 90, have: 30, count: 7, what: 'metric', expected: 'value', seconds: 7, pick: 7, length: 7 } // prettier-ignore
  const paramsOf = (code: IssueCode) => ({
    ...Object.fromEntries(catalogue[code].params.map((name) => [name, sample(name)])),
    ...(code === 'wrongKindOfName' && { found: 'event' }),
  })

  it.each(codes)('%s: what is wrong, the rule and the fix, in both languages', (code) => {
    for (const [words, end] of [
      [en, /[.?]$/],
      [zhCN, /[。？]$/],
    ] as const) {
      const parts = (words[code] as (params: object) => readonly string[])(paramsOf(code))
      expect(parts).toHaveLength(3)
      for (const part of parts) {
        expect(part).toMatch(end)
        expect(part).not.toMatch(/undefined|NaN|\[object/)
      }
      expect(new Set(parts).size).toBe(3)
    }
  })

  it.each(codes)('%s: Chinese is Chinese, with spaces around what is not', (code) => {
    const all = (zhCN[code] as (params: object) => readonly string[])(paramsOf(code)).join('')
    expect(all).toMatch(/[\u4e00-\u9fff]/)
    expect(all).not.toMatch(/[\u4e00-\u9fff][A-Za-z0-9`]|[A-Za-z0-9`][\u4e00-\u9fff]/)
    expect(all).not.toMatch(/[\u4e00-\u9fff][,.:;?!]/)
  })

  it.each(codes.filter((code) => catalogue[code].params.length > 0))(
    '%s: something of its params is said',
    (code) => {
      const words = en[code] as (params: object) => readonly string[]
      const other = Object.fromEntries(
        catalogue[code].params.map((name) => [name, typeof sample(name) === 'number' ? 8 : 'other']),
      )
      if (code === 'reusedKey' || code === 'staleRevision')
        expect(words(other)).toEqual(words(paramsOf(code)))
      else expect(words(other)).not.toEqual(words(paramsOf(code)))
    },
  )
})

describe('sentences', () => {
  it.each<[Issue, string, string]>([
    [
      issue('weightNotWhole', { found: 0.5, times: 2 }),
      'The weight is 0.5. Weights are whole numbers. → Multiply all weights of the group by 2.',
      '权重为 0.5。权重必须是整数。 → 把同组的所有权重都乘以 2。',
    ],
    [
      issue('unknownKey', { key: 'windw', nearest: 'window', known: 'sum, window' }),
      '`windw` is not a key here. Known here: `sum` or `window`. → Did you mean `window`?',
      '此处没有 `windw` 这个键。可用的键：`sum` 或 `window`。 → 是否应为 `window`？',
    ],
    [
      issue('unknownKey', { key: 'extra', nearest: '', known: '' }),
      '`extra` is not a key here. Only known keys are read. → Remove it.',
      '此处没有 `extra` 这个键。只接受已知的键。 → 请删除。',
    ],
    [
      issue('noVerb', { verbs: 'rolling, past, current', found: '', nearest: '' }),
      'The object is empty. One of these must stand in it: `rolling`, `past` or `current`. → Add the one that is meant.',
      '对象为空。必须包含 `rolling`、`past` 或 `current` 之一。 → 补上所需的那一个。',
    ],
    [
      issue('wrongType', { found: 'string', expected: 'number' }),
      'This is a text in quotes. It must be a number. → Remove the quotes.',
      '当前为带引号的文本。应为数字。 → 去掉引号。',
    ],
    [
      issue('wrongType', { found: 'null', expected: 'number, object' }),
      'This is null. It must be a number or an object. → Write a number or an object.',
      '当前为空值（null）。应为数字或对象。 → 改为数字或对象。',
    ],
    [
      issue('unknownName', { name: 'spendFenn', what: 'metric, field', nearest: 'spendFen' }),
      '`spendFenn` is declared nowhere. Here stands a metric or a field. → Did you mean `spendFen`?',
      '没有定义 `spendFenn`。此处应为指标或字段的标识。 → 是否应为 `spendFen`？',
    ],
    [
      issue('wrongKindOfName', { name: 'order', what: 'metric', found: 'event' }),
      '`order` is an event. Here stands a metric. → Name a metric.',
      '`order` 是事件。此处应为指标的标识。 → 改为指标。',
    ],
    [
      issue('duplicateId', { id: 'gift', first: 'benefits.1.id' }),
      '`gift` is taken already, at `benefits[1].id`. An id is declared once. → Rename one of the two.',
      '标识 `gift` 已在 `benefits[1].id` 使用。标识不能重复。 → 给其中一个改名。',
    ],
    [
      issue('overSize', { bytes: 1_048_577, limit: 1_048_576 }),
      'The document has 1.01 MB. At most 1 MB are read. → Leave out what is not needed, or split it.',
      '文档大小为 1.01 MB。上限为 1 MB。 → 删去不需要的内容，或拆分文档。',
    ],
    [
      issue('refusedPlan', { count: 1 }),
      'The program has 1 error. Nothing is computed from it until then. → Correct them.',
      '方案中有 1 处错误。改正之前不会进行计算。 → 请逐一改正。',
    ],
    [
      issue('notEnoughPoints', { need: 500, have: 1 }),
      'You have 1 point to spend. It takes 500. → Earn 499 more.',
      '可用积分为 1。需要 500 积分。 → 还差 499 积分。',
    ],
    [
      issue('timedOut', { seconds: 0 }),
      'No answer came in time. The data is read over the network. → Try again.',
      '响应超时。数据需要通过网络读取。 → 请重试。',
    ],
  ])('$code', (one, english, chinese) => {
    expect(said(one)).toEqual([english, chinese])
  })

  it.each([
    ['{"a":1,}', '`}` is not JSON here. After a comma another key must follow, in double quotes. → Remove the comma before it, or add the key.'],
    ["{'a':1}", "`'` is not JSON here. A key in double quotes must stand here. → Use double quotes."],
    ['["a\n"]', '`\\n` is not JSON here. A text ends with a double quote, on its own line. → Add the quote; write a line break inside a text as \\n.'],
    ['[1', 'The text ends too early. After a value comes a comma, or ] at the end of the list. → Add the comma or the ].'],
    ['{"a":1} // the end', '`/` is not JSON here. Nothing may follow the end of the document. → Remove the comment: JSON has none.'],
  ])('of a text that is not JSON: %j', (text, english) => {
    const [first] = parseJson(text, defaultLimits).issues
    expect(said(first ?? issue('empty'))[0]).toBe(english)
  }) // prettier-ignore

  it('has words for whatever may be missing from a text', () => {
    const text = JSON.stringify({ a: [1, -2.5e3, 'x\\u00e9\n', true, { b: null }] })
    const seen = new Set<string>()
    for (let at = 0; at < text.length; at++)
      for (const broken of [
        text.slice(0, at),
        `${text.slice(0, at)}?${text.slice(at)}`,
        text.slice(0, at) + text.slice(at + 1),
      ]) {
        const [first] = parseJson(broken, defaultLimits).issues
        if (first?.code !== 'notJson') continue
        seen.add(String(first.params.expected))
        for (const locale of ['en', 'zh-CN'] as const) expect(sayIssue(first, locale).fix).not.toBe('')
      }
    expect([...seen].sort()).toEqual(['afterComma', 'colon', 'commaOrBrace', 'commaOrBracket', 'end', 'escape', 'key', 'keyAfterComma', 'number', 'quote', 'value'].sort()) // prettier-ignore
  })
})

test('an issue that the door finds is said with its path', () => {
  const text = JSON.stringify(wholeLanguage()).replace('"weight":60', '"weight":0.6')
  const [first] = readText(text, program).issues
  expect(sayIssue(first ?? issue('empty'), 'en')).toEqual({
    text: 'The weight is 0.6. Weights are whole numbers.',
    fix: 'Multiply all weights of the group by 5.',
    path: 'score.factors[0].weight',
  })
})

test.each([
  ['redemption', 'a redemption that is still held', '尚未发放的兑换'],
  ['fact', 'a request that was accepted', '已受理的请求'],
  ['task', 'a task of the program', '方案中的任务'],
])('what a request names is sought where it is: %s', (what, english, chinese) => {
  const one = issue('unknownTarget', { name: 'r1', what })
  expect(sayIssue(one, 'en').text).toBe(`\`r1\` is not there. It must be ${english}.`)
  expect(sayIssue(one, 'zh-CN').text).toBe(`找不到 \`r1\`。它必须是${chinese}。`)
})

test.each(['missing', 'refused', 'full', 'failed', 'newer', 'emptied'])(
  'that requests are not kept is said without its code: %s',
  (reason) => {
    for (const locale of ['en', 'zh-CN'] as const)
      expect(sayIssue(issue('notKept', { reason }), locale).text).not.toMatch(/[(（]/)
  },
)

test.each<[Issue['path'], string]>([
  [[], ''],
  [['score', 'factors', 2, 'weight'], 'score.factors[2].weight'],
  [[0, 'id'], '[0].id'],
  [['name', 'zh-CN'], 'name["zh-CN"]'],
  [['fields', 'a"b'], 'fields["a\\"b"]'],
])('the path %j is shown as %s', (path, shown) => {
  expect(pathText(path)).toBe(shown)
})
