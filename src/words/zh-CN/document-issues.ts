import { daysIn } from '../month.js'
import type { DocumentIssueSentences } from '../en/document-issues.js'
import type { Word } from '../en/sentence.js'
import { name, noun } from './sentence.js'

/** “a、b 或 c”。 */
const either = (words: Word, say: (word: string) => string = name): string => {
  const said = String(words).split(', ').map(say)
  const last = said.pop() ?? ''
  if (said.length === 0) return last
  const gap = /^[\u4e00-\u9fff]/.test(last) ? '' : ' '
  const before = /[\u4e00-\u9fff]$/.test(said[said.length - 1] ?? '') ? '' : ' '
  return `${said.join('、')}${before}或${gap}${last}`
}
const meant = (nearest: Word, otherwise: string): string =>
  nearest === '' ? otherwise : `是否应为 ${either(nearest)}？`

function size(bytes: Word): string {
  const count = Number(bytes)
  if (count < 1024) return `${count} 字节`
  if (count < 1_048_576) return `${Math.ceil(count / 1024)} KB`
  return `${Math.ceil((count / 1_048_576) * 100) / 100} MB`
}

const types: Readonly<Record<string, string>> = {
  number: '数字',
  string: '带引号的文本',
  boolean: '布尔值（true 或 false）',
  array: '数组',
  object: '对象',
  null: '空值（null）',
  words: '中英文两种文本',
  span: '时长',
}
const type = (word: Word): string => types[word] ?? ` ${name(word)}`

function retyped(found: Word, expected: Word): string {
  if (found === 'string' && expected === 'number') return '去掉引号。'
  if (found === 'number' && expected === 'string') return '用双引号括起来。'
  if (expected === 'array') return '用 [ ] 括起来。'
  if (expected === 'words') return '改为 { "en": "…", "zh-CN": "…" }。'
  if (expected === 'span') return '写明单位，如 { "days": 90 }。'
  if (found === 'number' && expected === 'string, boolean, object')
    return '至少写作 { "gte": … }，等于写作 { "eq": … }。'
  if (found === 'boolean' && expected === 'number, string, object')
    return '直接写 true 或 false，不加比较符。'
  return `改为${either(expected, type)}。`
}

const units: Readonly<Record<string, string>> = {
  number: '数值',
  flag: '是非值（true 或 false）',
  date: '日期',
  choice: '选项值',
  tier: '等级',
  money: '金额',
  integer: '整数',
  days: '天数',
  months: '月数',
  points: '积分数',
  score: '评分',
  percent: '百分比',
}
const unit = (word: Word): string => units[word] ?? ` ${name(word)} `

const windowVerb = /\b(rolling|past|current|anniversary|dates)\b/

const documents: Readonly<Record<string, string>> = {
  program: '方案',
  merchant: '商家数据',
  standing: '评定结果',
}
const document = (word: Word): string => documents[word] ?? ` ${name(word)} `

const json: Readonly<Record<string, readonly [rule: string, fix: string]>> = {
  value: ['这里应为一个值。', '请写数字、双引号文本、true、false、null、数组或对象。'],
  afterComma: ['逗号之后必须还有一个值。', '删掉前面的逗号，或补上这个值。'],
  key: ['这里应为双引号括起的键名。', '给键名加上双引号。'],
  keyAfterComma: ['逗号之后必须还有一个双引号括起的键名。', '删掉前面的逗号，或补上键名。'],
  colon: ['键名与值之间用冒号分隔。', '补上冒号。'],
  commaOrBrace: ['值之后应为逗号，对象结束时应为 }。', '补上逗号或 }。'],
  commaOrBracket: ['值之后应为逗号，数组结束时应为 ]。', '补上逗号或 ]。'],
  quote: ['文本须在同一行内以双引号结束。', '补上双引号；文本内换行写作 \\n。'],
  escape: ['反斜杠之后只能是 n、"、\\、/、b、f、r、t，或 u 加四位十六进制数。', '反斜杠本身写作 \\\\。'],
  number: ['数字的写法如 12、-3.5、1e6。', '按此书写；编号和日期请用双引号括起来。'],
  end: ['文档结束后不能再有内容。', '删掉多余内容，或删掉提前结束文档的括号。'],
} // prettier-ignore
const jsonFixes: Readonly<Record<string, string>> = { "'": '改用双引号。', '/': 'JSON 没有注释，请删除。' }

export const documentIssues: DocumentIssueSentences = {
  overSize: ({ bytes, limit }) => [`文档大小为 ${size(bytes)}。`, `上限为 ${size(limit)}。`, '删去不需要的内容，或拆分文档。'],
  notJson: ({ found, expected }) => {
    const [rule = '', fix = ''] = json[expected] ?? []
    const wrong = found === '' ? '文本提前结束。' : `此处的 ${name(JSON.stringify(found).slice(1, -1))} 不符合 JSON 语法。`
    return [wrong, rule, jsonFixes[found] ?? fix]
  },
  webPage: () => ['返回的是网页，不是 JSON。', '数据必须是 JSON 文档。', '请检查地址，以及是否需要登录。'],
  overDepth: ({ limit }) => ['此处数组和对象嵌套过深。', `最多 ${limit} 层。`, '把内层条件命名为人群分组，或减少数组的嵌套。'],
  hostileKey: ({ key }) => [`${name(key)} 不能用作键名。`, '它会改变对象本身。', '换一个键名。'],
  repeatedKey: ({ key }) => [`同一对象中 ${name(key)} 出现了两次。`, '键名不能重复，否则会丢失其中一个值。', '删掉其中一个，或改名。'],
  notFinite: ({ found }) => [`${name(found)} 无法作为数字保存。`, '数字必须是有限值。', '改为有限的数字；未知时不写这个键。'],
  negativeZero: () => ['该数字为 -0。', '零没有正负号。', '改为 0。'],
  unsafeInteger: ({ found }) => [
    `${found} 过大，无法精确表示。`,
    '整数不能超过 9007199254740991。',
    '如果是编号，请用双引号括起来；否则改用更大的单位。',
  ],
  tooPrecise: ({ found, digits, limit }) => [
    `${found} 有 ${digits} 位有效数字。`,
    `最多 ${limit} 位才能精确表示。`,
    `保留 ${limit} 位有效数字。`,
  ],
  notPlain: ({ found }) => [`该值的类型为 ${name(found)}。`, '只接受 JSON 能表示的值。', '先转换为文本、数字、数组或普通对象。'],
  circular: () => ['该值包含了自身。', '文档必须是树形结构。', '去掉循环引用，或改用编号指代。'],

  wrongDocument: ({ found, expected }) => [
    `这是${document(found)}。`,
    `此处应为${document(expected)}。`,
    `请改为${document(expected)}，并检查两者是否放反了。`,
  ],
  wrongLanguage: ({ found }) => [`\`tierkit\` 为 ${found}。`, '当前版本只支持语言版本 1。', '改为 1，或升级 Tierkit。'],
  wrongType: ({ found, expected }) => [`当前为${type(found)}。`, `应为${either(expected, type)}。`, retyped(found, expected)],
  missingKey: ({ key }) => [`缺少 ${name(key)}。`, '此项必填。', `补上 ${name(key)}。`],
  noVerb: ({ verbs, found, nearest }) => [
    found === '' ? '对象为空。' : '没有一个键能说明该对象是什么。',
    `必须包含 ${either(verbs)} 之一。`,
    verbs === 'cases, by' && windowVerb.test(String(found))
      ? '在 `windows` 中定义该统计周期，此处只写它的标识。'
      : meant(nearest, '补上所需的那一个。'),
  ],
  twoVerbs: ({ first, second }) => [
    `同一对象中同时出现了 ${name(first)} 和 ${name(second)}。`,
    '两者都决定对象的类型，只能保留一个。',
    '删掉其中一个，或拆成两个对象。',
  ],
  mixedKeys: ({ word, key }) => [
    `${name(key)} 与 ${name(word)} 写在了一起。`,
    `条件中的 ${name(word)} 必须单独使用。`,
    `改为 { "all": [{ "${word}": … }, { "${key}": … }] }。`,
  ],
  unknownKey: ({ key, nearest, known }) => [
    `此处没有 ${name(key)} 这个键。`,
    known === '' ? '只接受已知的键。' : `可用的键：${either(known)}。`,
    meant(nearest, '请删除。'),
  ],
  notOneOf: ({ found, options, nearest }) => [
    `此处不能写 ${name(found)}。`,
    `只能是 ${either(options)}${options === 'exempt, noScore' ? '，或分值 { "points": … }' : ''}。`,
    meant(nearest, '改为其中之一。'),
  ],
  empty: () => ['内容为空。', '此处必须有内容。', '补上内容，或删掉这个键。'],
  emptyText: () => ['文本为空。', '每段文本都要有英文和中文。', '补上这一语言的文本。'],
  unquotedId: ({ found }) => [`编号 ${found} 是数字。`, '编号必须是文本，过长的数字会丢失末尾几位。', `改为 "${found}"。`],
  badId: ({ found, nearest }) => [
    `${name(found)} 不能用作标识。`,
    '标识以小写字母开头，只含字母和数字，最长 64 个字符。',
    nearest === '' ? '请写成 `paidOrders` 这样的形式。' : `改为 ${name(nearest)}。`,
  ],
  reservedId: ({ found }) => [`${name(found)} 是保留字。`, '保留字不能用作标识。', '换一个标识。'],
  badPath: ({ found }) => [`${name(found)} 不是事件字段。`, '由事件和字段组成，中间用点号隔开。', '请写成 `order.amountFen` 这样的形式。'],
  badDate: ({ found }) => [`${name(found)} 不是有效日期。`, daysIn(found) === 0 ? '日期按“年-月-日”书写，且必须存在。' : `${String(found).slice(0, 7)} 只有 ${daysIn(found)} 天。`, '请写成 `2026-11-21` 这样的形式。'],
  badInstant: ({ found }) => [
    `${name(found)} 不是有效时间。`,
    '时间要带时区偏移；整天只写日期。',
    '请写成 `2026-11-21T09:30:00+08:00` 或 `2026-11-21`。',
  ],
  badZone: ({ found }) => [`${name(found)} 不是时区。`, '时区使用 IANA 名称。', '请写成 `Asia/Shanghai` 这样的形式。'],
  badCurrency: ({ found }) => [`${name(found)} 不是货币代码。`, '货币代码为三个大写字母。', '请写成 `CNY` 这样的形式。'],
  weightNotWhole: ({ found, times }) => [
    `权重为 ${found}。`,
    '权重必须是整数。',
    times === 0 ? '按相同比例改用整数。' : `把同组的所有权重都乘以 ${times}。`,
  ],
  notWhole: ({ found }) => [`该数字为 ${found}。`, '必须是整数。', '改为整数；金额和积分以最小单位计。'],
  notAboveZero: ({ found }) => [`该数字为 ${found}。`, '必须大于 0。', '改为大于 0 的数字。'],
  tooSmall: ({ found, min }) => [`该数字为 ${found}。`, `不能小于 ${min}。`, `改为 ${min} 或更大的数字。`],
  tooBig: ({ found, max }) => [`该数字为 ${found}。`, `不能大于 ${max}。`, `改为 ${max} 或更小的数字。`],
  wrongLength: ({ found, length }) => [
    `数组有 ${found} 项。`,
    `应为 ${length} 项。`,
    Number(found) > Number(length) ? '删掉多余的项。' : '补上缺少的项。',
  ],
  mixedSteps: () => ['同一个分档里混用了 `from` 和 `upTo`。', '各档必须使用同一个键。', '全部改用 `from`，或全部改用 `upTo`。'],
  notAscending: ({ before, found }) => [`${found} 排在 ${before} 之后。`, '每个分界点都要大于前一个。', '按从小到大排列。'],
  duplicateId: ({ id, first }) => [`标识 ${name(id)} 已在 ${name(first)} 使用。`, '标识不能重复。', '给其中一个改名。'],
  secondMain: ({ first }) => [`${name(first)} 已是主等级体系。`, '主等级体系只能有一个。', '从其中一个去掉 `main`。'],

  notText: () => [
    '文件不是文本。',
    '支持 UTF-8，以及中文版 Excel 使用的 GB18030。',
    '另存为 UTF-8 编码的 CSV。',
  ],
  otherFile: ({ found }) => [
    `文件实际是 ${found}，与文件名无关。`,
    '商家数据支持 CSV、JSON 和 Parquet。',
    '另存为 UTF-8 编码的 CSV 后再打开。',
  ],
  damagedFile: ({ what }) => [`${what} 文件已损坏或不完整。`, '必须读到最后一个字节。', '重新复制或导出。'],
  unreadCodec: ({ found }) => [
    `Parquet 文件使用 ${found} 压缩。`,
    '支持 Snappy 压缩或不压缩的文件。',
    '改用 Snappy 重新导出。',
  ],
  emptyFile: () => ['文件是空的。', '首行应为列名；JSON 则以键为列名。', '连同表头重新导出。'],
  notObject: () => [
    '此项不是对象，或内容不完整。',
    '一个商家写作 `{ "id": "m1", "orders": 12 }`。',
    '更正或删除此项。',
  ],
  openQuote: () => [
    '此处的引号没有闭合。',
    '以引号开头的单元格要以引号结尾。',
    '补上引号；单元格内的引号要写两次。',
  ],
  strayQuote: () => [
    '单元格的右引号后面还有内容。',
    '右引号之后只能是下一个单元格或行尾。',
    '单元格内的引号要写两次。',
  ],
  wrongCells: ({ found, expected }) => [
    `本行有 ${found} 个单元格。`,
    `表头有 ${expected} 列。`,
    Number(found) > Number(expected)
      ? '内容含有分隔符的单元格要用双引号括起来。'
      : '补齐缺少的单元格；留空表示未知。',
  ],
  missingColumn: ({ name: found }) => [
    `没有提供 ${name(found)} 的列。`,
    '每个商家都必须有这一项。',
    `将某一列命名为 ${name(found)}，或指定对应的列。`,
  ],
  countFirst: ({ name: found, why }) => [
    `无法用查询从事件统计 ${name(found)}。`,
    why === 'window'
      ? '其统计周期的起止日期因商家而异，而查询不做日历运算。'
      : '其 `where` 用来比较的数值因商家而异。',
    `请先行统计：在商家表中增加列 ${name(found)}，并用 \`--column ${found}\` 声明。`,
  ],
  unknownColumn: ({ name: found, nearest }) => [
    `没有名为 ${name(found)} 的列。`,
    '列名须与表头一致。',
    meant(nearest, '更正列名。'),
  ],
  repeatedColumn: ({ name: found, columns }) => [
    `有多列对应 ${name(found)}：${columns}。`,
    '一项数据只能来自一列。',
    '改名，或指定要用的那一列。',
  ],
  notNumber: ({ found }) => [
    `${name(found)} 不是数字。`,
    '数字写作 12、-3.5 或 1,234；留空表示未知。',
    '更正该单元格，或将其清空。',
  ],
  repeatedMerchant: ({ id, row }) => [
    `商家 ${name(id)} 已出现在第 ${row} 行。`,
    '每个商家只占一行。',
    '删除其中一行。',
  ],

  unknownName: ({ name: found, what, nearest }) => [
    `没有定义 ${name(found)}。`,
    `此处应为${either(what, noun)}的标识。`,
    meant(nearest, '改正名称，或先定义它。'),
  ],
  wrongKindOfName: ({ name: found, what, found: is }) => [
    `${name(found)} 是${noun(is)}。`,
    `此处应为${either(what, noun)}的标识。`,
    `改为${either(what, noun)}。`,
  ],
  wrongUnit: ({ name: id, found, expected }) => [
    `${name(id)} 是${unit(found)}。`,
    `此处应为${unit(expected)}。`,
    `改用${unit(expected)}，或按${unit(found)}的写法来写。`,
  ],
  needsRollup: ({ name: id, by }) => [
    `${name(id)} 在 ${name(by)} 的每个取值下各有一个等级。`,
    '此处只能用一个等级，须先汇总。',
    '将其 `rollup` 改为 `max`、`min` 或 `any`，或在同一范围内引用。',
  ],
  needsDates: ({ name: id }) => [
    `${name(id)} 是持续评定，没有固定的评定日。`,
    '此处的规则在每次评定时执行，必须有明确的日期。',
    '改用带 `every` 的评定。',
  ],
  keptOutside: ({ name: id }) => [
    `${name(id)} 由外部积分系统管理。`,
    '这类账户只能由外部系统记账。',
    '从此处去掉，或为该账户设置 `earn` 规则。',
  ],
  unknownZone: ({ found, nearest }) => [
    `此处不认识时区 ${name(found)}。`,
    '时区使用 IANA 名称。',
    meant(nearest, '请写成 `Asia/Shanghai` 这样的形式。'),
  ],
  cycle: ({ names }) => [`出现循环依赖：${names}。`, '任何值都不能依赖自身。', '把其中一个移出循环。'],
  tooLarge: ({ what, found, limit }) => [`${noun(what)}可达 ${found}。`, `超过 ${limit} 就无法保证精确。`, '改用更大的单位，或减小数值。'],
  notYetSupported: ({ what }) => [`当前版本还不支持 ${name(what)}。`, '规则不能完整执行时，整份方案都不会执行。', '去掉它，或换一种写法。'],
  otherProgram: ({ found, expected }) => [
    `这是方案 ${name(found)}。`,
    `一起编译的各版本都必须属于 ${name(expected)}。`,
    '更正 `program`，或去掉这份文档。',
  ],
  refusedPlan: ({ count }) =>
    Number(count) === 0
      ? ['没有方案。', '所有计算都以方案为准。', '请提供方案。']
      : [`方案中有 ${count} 处错误。`, '改正之前不会进行计算。', '请逐一改正。'],
} // prettier-ignore
