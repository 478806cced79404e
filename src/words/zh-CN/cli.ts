import type { CliWords } from '../en/cli.js'

export const cli: CliWords = {
  usage: `tierkit：检查方案，计算方案下每个商家达到的等级，预览方案改动的影响，并把方案导出为可在数仓中运行的 SQL

  tierkit check P.json [P2.json ...]

  列出方案中的问题，包括文件、行、列和改法：使方案无法生效的为错误，多半不是本意的为警告。
  多个文件视为同一方案的各个版本。

  --strict             有警告时也返回 1
  --json               供其他程序使用：{ file, line, column, severity, code, path, params, text, fix } 的列表

  tierkit score --program P.json --merchants M.csv|M.json --at 日期

  --program 文件       方案：单个版本，或全部版本的列表
  --merchants 文件     CSV（每行一个商家）或 JSON 记录；同类排名在文件内的全部商家之间计算，
                       记录自带的 \`peers\` 保持不变
  --at 日期            计算的时间点：2024-10-01（按方案时区），或带时差的具体时间
  --map 列=名称        指定 CSV 的某一列对应什么：id、joinedAt、asOf、指标、字段或等级体系（当前等级）；
                       不指定时按名称匹配，如 reviews_12m 对应 reviews12m。可重复使用
  --fraction 列        该列的数值是 0–1 的小数，按百分比读取。可重复使用
  --ladder 标识        使用主等级体系以外的等级体系
  --against 列         与已知结果对照：该列为是否（1、0）时对照最高等级，也可以直接是等级；
                       列=等级：“是”表示达到该等级或更高
  --json、--csv        输出给其他程序使用，不输出表格

  tierkit score --explain --program P.json --merchant R.json [--at 日期]

  单个商家的详情：得分、等级、条件、下一步、权益、积分，以及最近一次等级变化的说明

  --merchant 文件      JSON 记录；若为列表，用 --id 标识 指定商家，同类排名在列表内计算
  --at 日期            默认为当前时间
  --ladder 标识        显示其路径与说明的等级体系，默认为主等级体系
  --json               供程序使用：{ standing, reasons }

  tierkit preview --program 草稿.json --against P.json --merchants M.csv|M.json [--at 日期]

  草稿与线上方案的对比：等级分布、哪些商家升降及原因、谁接近门槛、权益成本，以及能否发布

  --program 文件       草稿；--against 文件：线上方案
  --at 日期、--map 列=名称、--fraction 列、--ladder 标识   同上；无法读取的商家会逐一列出，不计入
  --by 名称            计算集中度与回报所用的数值：指标、字段或数值列
  --max-demoted 2%     红线：降级商家占全部商家的比例上限
  --max-cost 5%        成本增幅上限；不带 % 时为金额，以货币最小单位计
  --target 45/35/20    各等级目标占比（百分比），由低到高（三个等级时默认即此）
  --tolerance 5        各等级允许偏离目标的百分点（给出 --target 时默认 5）
  --json               供程序使用

  tierkit sql --program P.json --dialect postgresql|duckdb|clickhouse

  把方案写成一条查询：各项得分、总分、达到的等级，以及下一等级还有哪些条件未满足，与 \`score\` 的结果逐位一致；
  并列出数据表需要的列

  --from merchants     每行一个商家的表（默认）
  --from events        另有每行一个事件的表，各项指标按统计周期从中统计
  --at 日期            评定时间，默认为当前时间：决定哪个版本生效，以及时长算到何时
  --ladder 标识        使用主等级体系以外的等级体系
  --table 名称         商家表的表名或 schema.表名，默认为 merchants；--events 名称：事件表
  --column 名称        表中另有的列，例如不需要推算的比率。可重复使用

  --lang en|zh-CN      提示语言（默认 en）

正常结束返回 0；check 发现错误、preview 突破红线时返回 1；输入无法读取时返回 2，此时不做任何检查或计算。`,

  faults: {
    noCommand: '没有给出命令。可用命令：check、score、preview、sql。',
    unknownCommand: (found) => `没有 \`${found}\` 命令。可用命令：check、score、preview、sql。`,
    unknownOption: (found, nearest) =>
      `没有 \`${found}\` 选项。${nearest === '' ? '' : `是否应为 \`${nearest}\`？`}`,
    noValue: (option) => `\`${option}\` 需要一个值。`,
    twice: (option) => `\`${option}\` 出现了两次。`,
    missing: (option) => `缺少 \`${option}\`。`,
    noFile: '没有给出文件，应写作 tierkit check P.json。',
    notBoth: '`--json` 与 `--csv` 只能选一个。',
    unreadable: (file, why) => `无法读取 \`${file}\`（${why}）。`,
    badLanguage: (found) => `不支持语言 \`${found}\`，可选 en 或 zh-CN。`,
    badAt: (found) => `\`${found}\` 不是日期，应写作 2024-10-01 或 2024-10-01T09:30:00+08:00。`,
    notOneOf: (option, found, known) => `\`${option}\` 不能是 \`${found}\`，可选：${known}。`,
    badMap: (found) => `\`${found}\` 不是对应关系，应写作 --map 列=名称。`,
    notExplained: (option) => `\`${option}\` 不能与 \`--explain\` 同用，后者只用于单个商家。`,
    whichMerchant: (count) => `文件中有 ${count} 个商家，请用 --id 标识 指定一个。`,
    unknownMerchant: (found) => `文件中没有商家 \`${found}\`。`,
    onlyCsv: (option) => `\`${option}\` 只用于 CSV；JSON 记录本身已写明名称。`,
    unknownLadder: (found, known) => `没有等级体系 \`${found}\`，可选：${known}。`,
    unknownTier: (found, known) => `没有等级 \`${found}\`，可选：${known}。`,
    badPercent: (option, found) => `\`${option}\` 是不小于 0 的百分比，应写作 2%，而不是 \`${found}\`。`,
    badCost: (found) => `\`--max-cost\` 是百分比或整数金额，应写作 5% 或 200000，而不是 \`${found}\`。`,
    badTarget: (found) =>
      `\`--target\` 是各等级的占比（百分比），合计 100，应写作 45/35/20，而不是 \`${found}\`。`,
    otherTarget: (found, tiers) => `\`--target\` 有 ${found} 个占比，而草稿有 ${tiers} 个等级。`,
    noTarget: '使用 `--tolerance` 时请用 `--target` 给出各等级占比：只有三个等级时才有默认值。',
    unknownNumber: (found, known) => `文件中没有数值 \`${found}\`，可选：${known}。`,
    seeHelp: '用法见 tierkit --help。',
  },

  check: {
    error: '错误',
    warning: '警告',
    summary: (errors, warnings, files) => `${files} 个文件中有 ${errors} 个错误、${warnings} 个警告。`,
    nothing: (files) => `${files} 个文件中没有发现问题。`,
  },

  at: (row, column) => `第 ${row} 行，${column} 列`,
  inRow: (row) => `第 ${row} 行`,
  fixAt: (where, fix) => (where === '' ? fix : `${where}：${fix}`),
  nothingScored: (count) => `共 ${count} 个问题，未做任何计算。`,

  columns: '列',
  read: (column, name) => (column === name ? name : `${column} 作为 ${name}`),
  unused: '未使用',
  unknown: '没有对应的列，视为未知',
  meant: (column, name) => `\`${column}\` 未被使用，是否应为 \`${name}\`？`,
  unscored: (names) =>
    `警告：以下指标参与评分，但所有商家均为未知：${names}。请补充数据，或用 --map 列=名称 指定对应的列。`,
  unranked: (cohorts) =>
    `同类排名（${cohorts}）未知：排名要在众多商家之间计算，而记录中没有 \`peers\`。请提供全部商家的文件，或带有 \`peers\` 的记录。`,
  forgotten: (rules) =>
    `警告：没有列说明以往的评定结果，因此一律按未达到计算：${rules}。带有 \`held\` 的记录包含这些结果。`,
  pastRule: (names, review, ofLast) =>
    ofLast === null ? `${names}（${review}，连续）` : `${names}（${review}，最近 ${ofLast} 次）`,
  looksLikeFraction: (column) =>
    `${column} 的值都在 0 到 1 之间，目前按百分比读取，即 0.9 表示 0.9%。若实为小数，请加上 --fraction ${column}。`,

  reviewedAt: (program, ladder, at) => `${program} · ${ladder}，若在 ${at} 评定`,
  merchant: '商家',
  score: '得分',
  held: '当前等级',
  earned: '达到等级',
  lacks: '距下一等级未满足',
  merchants: (count) => `${count} 个商家`,
  share: '占比',
  none: '（无）',
  all: '合计',

  against: (column, known, all) => `与 ${column} 对照：${all} 个中有 ${known} 个已知`,
  givenYes: (column) => `${column}：是`,
  givenNo: (column) => `${column}：否`,
  earnedTier: (tier) => `达到${tier}`,
  notEarned: (tier) => `未达到${tier}`,
  agreement: '一致率',
  precision: '查准率',
  recall: '查全率',
  of: (part, whole) => `${part} / ${whole}`,
}
