import type { IssueSentences } from '../en/issues.js'
import { daysIn } from '../month.js'

export type Word = string | number
export const name = (word: Word): string => (word === '' ? '""' : `\`${word}\``)
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

const nouns: Readonly<Record<string, string>> = {
  metric: '指标',
  field: '字段',
  segment: '人群分组',
  ladder: '等级体系',
  tier: '等级',
  override: '状态干预',
  account: '积分账户',
  event: '事件',
  window: '统计周期',
  review: '评定',
  cohort: '同行群组',
  choice: '选项集',
  area: '任务领域',
  value: '选项值',
  benefit: '权益',
  option: '可选项',
  task: '任务',
  factor: '评分维度',
  score: '评分',
  weights: '权重合计',
}
export const noun = (word: Word): string => nouns[word] ?? ` ${name(word)}`

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

const states: Readonly<Record<string, string>> = {
  locked: '未解锁',
  open: '进行中',
  pending: '确认中',
  done: '已完成',
  claimable: '待领取',
  claimed: '已领取',
  expired: '已过期',
  notApplicable: '不适用',
  dismissed: '已忽略',
  available: '可使用',
  used: '已用完',
  choose: '待选择',
  outOfStock: '已发完',
  suspended: '已暂停',
}

const senders: Readonly<Record<string, string>> = {
  merchant: '商家',
  operator: '运营人员',
  clock: '定时任务',
}

/** 请求所指的是记录中的内容，而不是方案中的内容 */
const logged: Readonly<Record<string, string>> = {
  redemption: '尚未发放的兑换',
  fact: '已受理的请求',
}

/** 等待结果的请求为何无法保存 */
const unkept: Readonly<Record<string, string>> = {
  missing: '浏览器没有可用的存储空间。',
  refused: '浏览器不允许此页面保存请求。',
  full: '存储空间不足，无法保存请求。',
  failed: '浏览器保存请求失败。',
  newer: '请求由更新版本的页面保存。',
  emptied: '浏览器中等待结果的请求已丢失。',
}

export const issues: IssueSentences = {
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
  openQuote: () => [
    '此处的引号没有闭合。',
    '其后的全部内容都会被当作同一个单元格。',
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
    '数字写作 12、-3.5 或 1e6；留空表示未知。',
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

  unknownTarget: ({ name: found, what }) => [`找不到 ${name(found)}。`, `它必须是${logged[what] ?? `方案中的${noun(what)}`}。`, '请刷新页面。'],
  reusedKey: () => ['该请求此前已提交过，但内容不同。', '同一请求只能提交一次。', '请重试。'],
  staleRevision: () => ['数据已有更新。', '请求须以最新状态为准。', '查看最新状态后重试。'],
  notYours: ({ sender }) => ['无权进行此操作。', `${senders[sender] ?? `${name(sender)} `}不能进行此操作。`, '请联系平台。'],
  redeemFirst: () => ['尚未兑换。', '须先兑换才能使用。', '请先兑换。'],
  useAtOnce: () => ['尚未使用。', '这项权益无需先兑换，可直接使用。', '请直接使用。'],
  notReversible: ({ fact }) => [`无法撤销 ${name(fact)}。`, '只能撤销消费、使用、领取、选择或调整，且每项只能撤销一次。', '请查看积分明细。'],
  wrongState: ({ state }) => ['现在无法进行此操作。', `当前状态为${states[state] ?? ` ${name(state)}`}。`, '请查看当前可进行的操作。'],
  notEnoughPoints: ({ need, have }) => [`可用积分为 ${have}。`, `需要 ${need} 积分。`, `还差 ${Number(need) - Number(have)} 积分。`],
  usedUp: ({ times }) => ['本期额度已用完。', `每期可用 ${times} 次。`, '请等到下一期。'],
  wrongChoice: ({ found, pick }) => [`不能选择 ${name(found)}。`, `须从所列选项中选 ${pick} 项。`, '请重新选择。'],

  unreachable: () => ['没有收到响应。', '数据需要通过网络读取。', '请检查网络后重试。'],
  timedOut: ({ seconds }) => [Number(seconds) > 0 ? `${seconds} 秒内没有收到响应。` : '响应超时。', '数据需要通过网络读取。', '请重试。'],
  notAllowed: ({ status }) => [`没有访问权限（${status}）。`, '数据仅对有权限的用户显示。', '请重新登录。'],
  notFound: ({ status }) => [`找不到数据（${status}）。`, '数据必须位于页面所给的地址。', '请检查地址。'],
  serverFailed: ({ status }) => [`服务器出错（${status}）。`, '数据由服务器提供。', '请稍后重试。'],
  notOffered: ({ what }) => [`此处未提供 ${name(what)}。`, '可用功能由页面的数据源决定。', '在适配器中加上该功能，或去掉这一部分。'],
  missingSource: ({ what }) => [
    `缺少 ${name(what)}。`,
    '页面需要评定结果，或同时提供方案和商家数据。',
    `在 tk-provider 上加上 \`${what}="…"\`，或使用带有 ${name(what)} 函数的适配器。`,
  ],
  engineMissing: ({ file }) => [`无法加载 ${name(file)}。`, '该文件应与脚本放在一起。', '放好该文件，或直接提供评定结果。'],
  engineFailed: ({ message }) => [`计算出错（${message}）。`, '有效的文档不应导致计算出错。', '请联系页面的提供方。'],
  storageMissing: () => ['此浏览器无法保存积分记录。', '积分记录保存在浏览器的数据库中。', '请换用其他浏览器。'],
  storageRefused: () => ['浏览器不允许此页面保存积分记录。', '无痕窗口和严格的隐私设置会禁止保存。', '请在普通窗口中打开，或允许此页面保存数据。'],
  storageFull: () => ['存储空间不足，无法保存。', '未做任何更改。', '请清理设备空间后重试。'],
  storageBlocked: () => ['另一个标签页仍在使用旧版页面。', '须等所有旧版页面关闭后，才能更新已保存的记录。', '请关闭或刷新其他标签页后重试。'],
  storageNewer: ({ found, known }) => [`已保存记录的版本为 ${found}。`, `此页面最高支持版本 ${known}，更新的版本只能查看。`, '请刷新页面。'],
  storageFailed: ({ reason }) => [`浏览器无法读写积分记录（${reason}）。`, '未做任何更改。', '请重试，或重启浏览器。'],
  storageDamaged: ({ where }) => [`已保存的记录在 ${name(where)} 处损坏。`, '其内容不可信。', '请联系平台。'],
  historyLost: () => ['此浏览器中的历史记录已丢失。', '当前余额未知，因此不予显示。', '请联系平台。'],
  otherMerchant: ({ found, expected }) => [`这是 ${name(found)} 的数据。`, `此页面属于 ${name(expected)}。`, '请重新登录。'],
  olderRevision: ({ found, expected }) => [`收到的是第 ${found} 版数据，而页面已显示第 ${expected} 版。`, '页面不会退回到更早的数据。', '请稍候，系统会自动重新读取。'],
  otherReceipt: ({ found, expected }) => [`回执属于 ${name(found)}，而不是 ${name(expected)}。`, '收到对应的回执才算办理成功。', '请稍候，系统会自动重新提交，且只计一次。'],
  unknownFate: ({ hours }) => [`${hours} 小时内没有收到这项请求的结果。`, '该请求可能已经办理，因此不会自动重新提交。', '请先查看历史记录，确认没有办理后再重新操作。'],
  notKept: ({ reason }) => [
    unkept[reason] ?? `浏览器无法保存请求（${reason}）。`,
    reason === 'emptied' ? '页面仍记得的请求会照常提交。' : '请求会照常提交，但尚未收到结果的请求在关闭页面后会丢失。',
    reason === 'emptied' ? '再次操作前请先查看历史记录。' : '在全部确认之前，请不要关闭页面。',
  ],
} // prettier-ignore
